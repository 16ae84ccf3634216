import { isList, isObject, type JsonObject } from '../../definitions/json-value.ts';
import type { Sighting } from './rules.ts';
import { type Say, sayInto } from './say.ts';
import { ANY, mapOf, objectOf, objectOr, type Shape, wordOf } from './shape.ts';
import type { Judged } from './side.ts';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const CONTAINER = objectOr(
  objectOf(
    { image: ANY, credentials: ANY, env: ANY, ports: ANY, volumes: ANY, options: ANY, command: ANY, entrypoint: ANY },
    { needs: ['image'] },
  ),
  ANY,
);
const CONCURRENCY = objectOr(objectOf({ group: ANY, 'cancel-in-progress': ANY, queue: ANY }), ANY);
const STRATEGY = objectOf({ matrix: ANY, 'fail-fast': ANY, 'max-parallel': ANY }, { isClosed: true });
const JOB: Readonly<Record<string, Shape>> = {
  strategy: STRATEGY,
  services: mapOf(CONTAINER),
  container: CONTAINER,
  concurrency: CONCURRENCY,
};
/** Kinds of what happens to pull requests, which most workflows wait for. */
const ACTIVITIES = wordOf(
  ...'assigned unassigned labeled unlabeled opened edited closed reopened synchronize converted_to_draft locked unlocked enqueued dequeued milestoned demilestoned ready_for_review review_requested review_request_removed auto_merge_enabled auto_merge_disabled'.split(
    ' ',
  ),
);
const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');
/** Of the five fields of a time: from, to, and names. */
const TIME_FIELDS: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, MONTHS],
  [0, 7, DAYS],
];

/** What has another shape than GitHub takes in a workflow, beside what `workflow-faults.ts` and `workflow-values.ts` say of it. */
export function workflowShapeFaults(judged: Judged): Sighting[] {
  const sightings: Sighting[] = [];
  const { value } = judged.document;
  if (!WORKFLOW.test(judged.path) || !isObject(value)) return sightings;
  const say = sayInto(sightings, judged);
  if (isObject(value['on'])) eventFaults(value['on'], say);
  if (value['concurrency'] !== undefined) CONCURRENCY(value['concurrency'], ['concurrency'], say);
  const { jobs } = value;
  for (const [name, job] of Object.entries(isObject(jobs) ? jobs : {})) if (isObject(job)) jobFaults(job, ['jobs', name], say);
  return sightings;
}

function eventFaults(on: JsonObject, say: Say): void {
  const { schedule } = on;
  for (const [index, one] of (isList(schedule) ? schedule : []).entries()) {
    const cron = isObject(one) ? one['cron'] : undefined;
    if (
      typeof cron === 'string' &&
      cron.trim().split(/\s+/).length === TIME_FIELDS.length &&
      /^[\d*/,A-Za-z?\s#-]+$/.test(cron) &&
      !isTime(cron)
    )
      say('schema-violation', ['on', 'schedule', String(index), 'cron'], `${JSON.stringify(cron)} is no time as "0 4 * * 1"`);
  }
  for (const event of ['pull_request', 'pull_request_target']) {
    const held = on[event];
    const types = isObject(held) ? held['types'] : undefined;
    for (const [index, type] of (isList(types) ? types : []).entries()) ACTIVITIES(type, ['on', event, 'types', String(index)], say);
  }
}

function isTime(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return fields.length === TIME_FIELDS.length && fields.every((field, index) => field.split(',').every((part) => isTimePart(part, index)));
}

function isTimePart(part: string, index: number): boolean {
  const [from = 0, to = 0, names = []] = TIME_FIELDS[index] ?? [];
  const [span = '', step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^\d+$/.test(step))) return false;
  if (/^[*?]$/.test(span)) return true;
  const ends = span.split('-');
  const isEnd = (one: string) => (/^\d+$/.test(one) ? Number(one) >= from && Number(one) <= to : names.includes(one.toUpperCase()));
  return ends.length <= 2 && ends.every(isEnd);
}

function jobFaults(job: JsonObject, at: readonly string[], say: Say): void {
  const [, name = ''] = at;
  for (const [key, shape] of Object.entries(JOB)) if (job[key] !== undefined) shape(job[key], [...at, key], say);
  const { needs, steps } = job;
  for (const [index, needed] of (isList(needs) ? needs : [needs]).entries())
    if (needed === name)
      say(
        'inconsistent-definition',
        [...at, 'needs', ...(isList(needs) ? [String(index)] : [])],
        `the job ${JSON.stringify(name)} waits for itself`,
      );
  if (isList(steps) && steps.length === 0 && job['uses'] === undefined)
    say('schema-violation', [...at, 'steps'], `the job ${JSON.stringify(name)} has no steps`, true);
}
