import { isList, isObject, type JsonObject } from '../../definitions/json-value.ts';
import type { Sighting } from './rules.ts';
import { type Say, sayInto, unknownKeys, unknownWord } from './say.ts';
import type { Judged } from './side.ts';
import { workflowValueFaults } from './workflow-values.ts';

/** Where GitHub looks for workflows, and nowhere else. */
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;

const KEYS = new Set(['name', 'run-name', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs']);
const JOB_KEYS = new Set(
  'name needs if permissions runs-on environment concurrency outputs env defaults steps timeout-minutes cancel-timeout-minutes strategy continue-on-error container services uses with secrets snapshot'.split(
    ' ',
  ),
);
const STEP_KEYS = new Set('id name if uses run parallel with env shell working-directory continue-on-error timeout-minutes'.split(' '));
const EVENTS = new Set(
  'branch_protection_rule check_run check_suite create delete deployment deployment_status discussion discussion_comment fork gollum image_version issue_comment issues label member merge_group milestone page_build project project_card project_column public pull_request pull_request_comment pull_request_review pull_request_review_comment pull_request_target push registry_package release repository_dispatch schedule status team_add watch workflow_call workflow_dispatch workflow_run'.split(
    ' ',
  ),
);

/** What GitHub refuses a workflow for: nothing of the file runs then, and a pull request shows no check that failed. */
export function workflowFaults({ path, document }: Judged): Sighting[] {
  const sightings: Sighting[] = [];
  const { value } = document;
  if (!WORKFLOW.test(path) || !isObject(value)) return sightings;
  const say = sayInto(sightings, { path, document });
  unknownKeys({ value, steps: [], known: KEYS, of: 'a workflow' }, say);
  unknownEvents(value, say);
  workflowValueFaults(value, say);
  const { jobs } = value;
  if (!isObject(jobs)) return sightings;
  for (const [name, job] of Object.entries(jobs)) if (isObject(job)) jobFaults(job, { name, jobs }, say);
  return sightings;
}

function unknownEvents(value: JsonObject, say: Say): void {
  const { on } = value;
  const event = (name: string, steps: readonly string[], isKey = false) => {
    if (!EVENTS.has(name))
      say(...unknownWord(name, { known: EVENTS, steps, message: `no event is called ${JSON.stringify(name)}` }), isKey);
  };
  if (typeof on === 'string') event(on, ['on']);
  if (isList(on)) {
    for (const [index, name] of on.entries()) if (typeof name === 'string') event(name, ['on', String(index)]);
  } else if (isObject(on)) for (const name of Object.keys(on)) event(name, ['on', name], true);
}

function jobFaults(job: JsonObject, { name, jobs }: { readonly name: string; readonly jobs: JsonObject }, say: Say): void {
  const at = ['jobs', name];
  unknownKeys({ value: job, steps: at, known: JOB_KEYS, of: 'a job' }, say);
  const unknown = Object.keys(job).find((key) => !JOB_KEYS.has(key));
  if (job['runs-on'] === undefined && job['uses'] === undefined)
    say(
      'schema-violation',
      unknown === undefined ? at : [...at, unknown],
      `the job ${JSON.stringify(name)} says neither "runs-on" nor "uses"`,
      true,
    );
  const { needs, steps } = job;
  const ids = Object.keys(jobs).map((id) => id.toLowerCase());
  for (const [index, needed] of (isList(needs) ? needs : [needs]).entries()) {
    if (typeof needed === 'string' && !ids.includes(needed.toLowerCase()))
      say('broken-reference', [...at, 'needs', ...(isList(needs) ? [String(index)] : [])], `no job is called ${JSON.stringify(needed)}`);
  }
  if (!isList(steps)) return;
  for (const [index, step] of steps.entries()) if (isObject(step)) stepFaults(step, [...at, 'steps', String(index)], say);
}

function stepFaults(step: JsonObject, at: readonly string[], say: Say): void {
  unknownKeys({ value: step, steps: at, known: STEP_KEYS, of: 'a step' }, say);
  const does = ['uses', 'run', 'parallel'].filter((key) => step[key] !== undefined);
  if (does.length > 1)
    say('schema-violation', [...at, does.at(-1) ?? 'run'], `a step does one thing, and this one has ${does.join(' and ')}`, true);
  if (does.length === 0 && Object.keys(step).every((key) => STEP_KEYS.has(key)))
    say('schema-violation', at, 'a step has "uses" or "run", and this one has neither');
}
