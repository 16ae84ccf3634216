import { fetchedAndRun } from '../../../syntax/fetched-and-run.ts';
import type { YAMLMap } from 'yaml';
import { AdapterError } from '../../../domain/error.ts';
import type { Sighting } from '../rules.ts';
import { type Job, jobsIn, optionIn, readWorkflow, textOf, type WorkflowDocument, valuesOf, wordsIn } from './workflow-document.ts';
import { untrustedIn } from './workflow-expressions.ts';
import { misusesOf, shellOf, type Variables, withOwnVariables } from './workflow-variables.ts';

export function isWorkflow(path: string): boolean {
  return /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(^|\/)action\.ya?ml$/.test(path);
}

/** Far more than anybody writes; the parser takes its time with what is deeper. */
const LONGEST = 300_000;
const DEEPEST = 300;

const OF_PULL_REQUEST =
  /github\.event\.pull_request\.head\.|github\.head_ref|refs\/pull\/|github\.event\.workflow_run\.head_|github\.event\.pull_request\.(number|merge_commit_sha)/;

type Say = (rule: Sighting['rule'], node: unknown, found: Said) => void;

interface Said extends Pick<Sighting, 'message' | 'severity'> {
  /** What of the node is meant: a text of several lines begins where nobody would look. */
  readonly part?: string;
}

/**
 * Null for what is no YAML, as far as nothing was found in what could be read. AdapterError for one too long or too deep to be read: a
 * runner might.
 */
export function findInWorkflow(path: string, text: string): Sighting[] | null {
  if (text.length > LONGEST || isTooDeep(text)) {
    throw new AdapterError('WORKFLOW_TOO_LARGE', `${path} is too long or nested too deeply to be read`, {
      hint: `A workflow has at most ${LONGEST} characters and ${DEEPEST} brackets in each other: split it.`,
    });
  }
  const { documents, isBroken } = readWorkflow(text);
  const found = new Map<string, Sighting>();
  for (const document of documents) {
    const say: Say = (rule, node, { message, severity, part }) => {
      const startLine = document.lineOf(node, part);
      const one: Sighting = { rule, path, message, range: { startLine }, ...(severity === undefined ? {} : { severity }) };
      found.set([rule, startLine, message, severity].join('\0'), one);
    };
    findInDocument(document, say);
  }
  return found.size === 0 && (isBroken || documents.length === 0) ? null : [...found.values()];
}

function findInDocument(document: WorkflowDocument, say: Say): void {
  const { root, real } = document;
  const events = [root.get('on', true), root.get('true', true)].flatMap((on) => wordsIn(on, real));
  const isPrivileged = events.some((one) => /^(pull_request_target|workflow_run|issue_comment)$/.test(one));
  const everywhere = withOwnVariables(new Map(), root, document);
  allRights(root, document, say);
  const jobs = jobsIn(document);
  allSecrets(
    root,
    jobs.flatMap(({ steps }) => steps),
    { document, say },
  );
  for (const job of jobs) {
    allRights(job.job, document, say);
    allSecrets(job.job, job.steps, { document, say });
    const variables = withOwnVariables(everywhere, job.job, document);
    for (const step of job.steps) {
      findInProgram(step, { job, document, say, variables });
      allSecrets(step, [step], { document, say });
      const uses = textOf(real(step.get('uses', true)));
      if (isUnpinned(uses))
        say('workflow-unpinned-action', real(step.get('uses', true)), { message: `${uses} is whatever its owner says tomorrow` });
    }
    if (isPrivileged) findCheckouts(job, document, say);
  }
}

/** What a step runs itself. */
function programOf(step: YAMLMap, { real }: WorkflowDocument): unknown {
  const isScript = /^actions\/github-script@/i.test(textOf(real(step.get('uses', true))));
  return real(step.get('run', true)) ?? (isScript ? optionIn(real(step.get('with', true)), 'script', real) : undefined);
}

interface Surroundings {
  readonly job: Job;
  readonly document: WorkflowDocument;
  readonly say: Say;
  /** Those of the job. */
  readonly variables: Variables;
}

function findInProgram(step: YAMLMap, { job, document, say, variables }: Surroundings): void {
  const program = programOf(step, document);
  const text = textOf(program);
  for (const expression of untrustedIn(text))
    say('workflow-injection', program, { message: `the text of ${shortened(expression)} is run`, part: expression });
  const fetched = fetchedAndRun(text);
  if (fetched !== null) say('workflow-unverified-download', program, { message: 'what is fetched is run at once', part: fetched });
  const shell = step.has('run') ? shellOf([document.root, job.job, step], document.real) : null;
  for (const { message, severity } of misusesOf(text, withOwnVariables(variables, step, document), shell))
    say('workflow-injection', program, { message: shortened(message), ...(severity === undefined ? {} : { severity }) });
}

/** `permissions: write-all`, of the workflow or of a job. */
function allRights(holder: YAMLMap, { real }: WorkflowDocument, say: Say): void {
  const rights = real(holder.get('permissions', true));
  if (textOf(rights) === 'write-all')
    say('workflow-all-rights', rights, { message: 'every step may write everything, also one that somebody took over' });
}

const ALL_SECRETS = /\btoJSON\(\s*secrets\s*\)|\$\{\{[^}]{0,500}\bsecrets\.\*/i;
const OF_OTHERS = /^(?!actions\/|github\/)[^./@\s][^/@\s]*\/[^@\s]+@|^docker:/;

/** Steps of the repository's own that are given all of them say themselves what they do with them. */
function allSecrets(holder: YAMLMap, steps: readonly YAMLMap[], { document: { real }, say }: Pick<Surroundings, 'document' | 'say'>): void {
  const isOfOthers = steps.some((step) => OF_OTHERS.test(textOf(real(step.get('uses', true)))));
  const given = [real(holder.get('run', true)), ...['with', 'env'].flatMap((key) => valuesOf(real(holder.get(key, true)), real))];
  for (const value of given) {
    const [part] = ALL_SECRETS.exec(textOf(value)) ?? [];
    if (part === undefined) continue;
    say('workflow-all-secrets', value, {
      message: `${isOfOthers ? 'an action of others' : 'a step'} gets every secret of the repository`,
      part,
      ...(isOfOthers ? {} : { severity: 'warning' }),
    });
  }
}

function findCheckouts({ steps }: Job, document: WorkflowDocument, say: Say): void {
  const { real } = document;
  let checkout: unknown = null;
  for (const step of steps) {
    const uses = textOf(real(step.get('uses', true)));
    const options = real(step.get('with', true));
    const from = ['ref', 'repository'].map((key) => optionIn(options, key, real)).find((one) => OF_PULL_REQUEST.test(textOf(one)));
    if (/^actions\/checkout@/i.test(uses) && from !== undefined) checkout = from;
    else if (checkout !== null && (programOf(step, document) !== undefined || uses.startsWith('./'))) {
      const message = 'code of a pull request is fetched, and a later step can run it, with secrets and rights';
      say('workflow-untrusted-checkout', checkout, { message });
      checkout = null;
    }
  }
  if (checkout !== null)
    say('workflow-untrusted-checkout', checkout, { message: 'code of a pull request is fetched where secrets are', severity: 'warning' });
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > DEEPEST) return true;
  }
  return /(?:- ){300}|^ {1000}/m.test(text);
}

const SHOWN = 120;

function shortened(expression: string): string {
  const words = expression.replace(/\s+/g, ' ');
  return words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
}

function isUnpinned(uses: string): boolean {
  const [, owner = '', ref = ''] = /^([^/@\s]+)\/[^@\s]+@(\S+)$/.exec(uses) ?? [];
  return (
    owner !== '' && owner !== '.' && owner !== 'actions' && owner !== 'github' && !/^[0-9a-f]{40}$/.test(ref) && !uses.startsWith('docker:')
  );
}
