import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { AdapterError } from '../../../domain/error.ts';
import type { Sighting } from '../rules.ts';

export function isWorkflow(path: string): boolean {
  return /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|(^|\/)action\.ya?ml$/.test(path);
}

/** Far more than anybody writes; the parser takes its time with what is deeper. */
const LONGEST = 300_000;
const DEEPEST = 300;

/** What somebody from outside writes: titles, texts, names of branches, addresses. */
const OTHERS =
  /\bgithub\.(head_ref\b|event\.(?:[\w.*[\]'-]*\.)?(?:title|body|message|head_branch|head_ref|ref|label|page_name|default_branch|email|display_title)\b)|\bgithub\.event\.(?:[\w.]*\.)?(?:author|head_commit\.author|commits[\w.*[\]]*author)\.name\b/;
/** Names that only somebody with rights gives. */
const OWN =
  /\bgithub\.event\.(ref|release\.[\w.]+|repository\.[\w.]+|inputs\.[\w.-]+|label\.name|pull_request\.base\.[\w.]+|pull_request\.milestone\.[\w.]+)\b/;
const EXPRESSION = /\$\{\{([^]{1,400}?)\}\}/g;
const OF_PULL_REQUEST =
  /github\.event\.pull_request\.head\.|github\.head_ref|refs\/pull\/|github\.event\.workflow_run\.head_|github\.event\.pull_request\.(number|merge_commit_sha)/;

/** Null for what is no YAML, which no runner takes. AdapterError for one too long or too deep to be read: a runner might. */
export function findInWorkflow(path: string, text: string): Sighting[] | null {
  if (text.length > LONGEST || isTooDeep(text)) {
    throw new AdapterError('WORKFLOW_TOO_LARGE', `${path} is too long or nested too deeply to be read`, {
      hint: `A workflow has at most ${LONGEST} characters and ${DEEPEST} brackets in each other: split it.`,
    });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const root = document.contents;
  const lineOf = (node: Node | null | undefined) => lines.linePos(node?.range?.[0] ?? 0).line;
  const found: Sighting[] = [];
  const say = (rule: Sighting['rule'], node: Node | null | undefined, message: string, severity?: 'warning') => {
    found.push({ rule, path, message, range: { startLine: lineOf(node) }, ...(severity === undefined ? {} : { severity }) });
  };
  const isPrivileged = /\b(pull_request_target|workflow_run|issue_comment)\b/.test(
    String(root.get('on', true) ?? root.get('true', true) ?? ''),
  );
  for (const steps of stepsIn(root)) {
    let checkout: Node | null = null;
    for (const step of steps) {
      const uses = textOf(step, 'uses');
      const options = mapOf(step, 'with');
      const program = step.get('run', true) ?? (uses.startsWith('actions/github-script@') ? options?.get('script', true) : undefined);
      for (const expression of untrustedIn(program)) say('workflow-injection', program as Node, `the text of ${expression} is run`);
      if (isUnpinned(uses)) say('workflow-unpinned-action', step.get('uses', true) as Node, `${uses} is whatever its owner says tomorrow`);
      const isOfOthers =
        uses.startsWith('actions/checkout@') && OF_PULL_REQUEST.test(textOf(options, 'ref') + textOf(options, 'repository'));
      if (isPrivileged && isOfOthers) checkout = step;
      else if (checkout !== null && (program !== undefined || uses.startsWith('./'))) {
        say(
          'workflow-untrusted-checkout',
          checkout,
          'code of a pull request is fetched, and a later step can run it, with secrets and rights',
        );
        checkout = null;
      }
    }
    if (checkout !== null) say('workflow-untrusted-checkout', checkout, 'code of a pull request is fetched where secrets are', 'warning');
  }
  return found;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > DEEPEST) return true;
  }
  return /(?:- ){300}|^ {1000}/m.test(text);
}

/** The steps of each job, and of a composite action. */
function stepsIn(root: YAMLMap): YAMLMap[][] {
  const jobs = root.get('jobs');
  const holders = [...(isMap(jobs) ? jobs.items.map(({ value }) => value) : []), root.get('runs')];
  return holders.map((job) => {
    const steps = isMap(job) ? job.get('steps') : undefined;
    return isSeq(steps) ? steps.items.filter((step): step is YAMLMap => isMap(step)) : [];
  });
}

function mapOf(step: YAMLMap, key: string): YAMLMap | undefined {
  const value = step.get(key);
  return isMap(value) ? value : undefined;
}

function textOf(map: YAMLMap | undefined, key: string): string {
  const value = map?.get(key);
  return typeof value === 'string' ? value : '';
}

function untrustedIn(node: unknown): string[] {
  if (!isScalar(node) || typeof node.value !== 'string') return [];
  const expressions = new Set([...node.value.matchAll(EXPRESSION)].map(([, inner = '']) => inner.trim()));
  return [...expressions].filter((inner) => OTHERS.test(inner) && !OWN.test(inner) && !isAnswer(inner));
}

/** `contains(…)`, `a == 'b'`, `toJSON`, `hashFiles`: what comes out is no text of theirs; but for `toJSON`, which quotes for JSON alone. */
function isAnswer(inner: string): boolean {
  return /^(contains|startsWith|endsWith|hashFiles)\(/.test(inner) || (/[!=]=|[<>]/.test(inner) && !/&&|\|\|/.test(inner));
}

function isUnpinned(uses: string): boolean {
  const [, owner = '', ref = ''] = /^([^/@\s]+)\/[^@\s]+@(\S+)$/.exec(uses) ?? [];
  return (
    owner !== '' && owner !== '.' && owner !== 'actions' && owner !== 'github' && !/^[0-9a-f]{40}$/.test(ref) && !uses.startsWith('docker:')
  );
}
