import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
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
  /\bgithub\.(head_ref\b|event\.(?:[\w.*[\]'-]*\.)?(?:title|body|message|head_branch|head_ref|ref|label|page_name|default_branch|email|display_title)\b)|\bgithub\.event\.(?:[\w.]*\.)?(?:author|head_commit\.author|commits[\w.*[\]]*author)\.name\b/i;
/** All of an event, or a part of it that holds a text of theirs. JSON quotes for JSON, not for a shell. */
const WHOLE_EVENT =
  /\btoJSON\(\s{0,9}github(?:\.event(?:\.(?:issue|pull_request|comment|review|discussion|head_commit|commits|workflow_run))?)?\s{0,9}\)/i;
/** Names that only somebody with rights gives. */
const OWN =
  /\bgithub\.event\.(ref|release\.[\w.]+|repository\.[\w.]+|inputs\.[\w.-]+|label\.name|pull_request\.base\.[\w.]+|pull_request\.milestone\.[\w.]+)\b/gi;
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
  const real = aliasReader(document);
  const root = document.contents;
  const lineOf = (node: Node | null | undefined) => lines.linePos(node?.range?.[0] ?? 0).line;
  const found = new Map<string, Sighting>();
  const say = (rule: Sighting['rule'], node: Node | null | undefined, message: string, severity?: 'warning') => {
    found.set([rule, lineOf(node), message, severity].join('\0'), {
      rule,
      path,
      message,
      range: { startLine: lineOf(node) },
      ...(severity === undefined ? {} : { severity }),
    });
  };
  const isPrivileged = /\b(pull_request_target|workflow_run|issue_comment)\b/.test(
    String(real(root.get('on', true)) ?? real(root.get('true', true)) ?? ''),
  );
  for (const steps of stepsIn(root, real)) {
    let checkout: Node | null = null;
    for (const step of steps) {
      const get = (key: string) => real(step.get(key, true));
      const uses = textOf(get('uses'));
      const options = get('with');
      const option = (key: string) => (isMap(options) ? real(options.get(key, true)) : undefined);
      const program = get('run') ?? (/^actions\/github-script@/i.test(uses) ? option('script') : undefined);
      for (const expression of untrustedIn(program))
        say('workflow-injection', program as Node, `the text of ${shortened(expression)} is run`);
      if (isUnpinned(uses)) say('workflow-unpinned-action', get('uses') as Node, `${uses} is whatever its owner says tomorrow`);
      const isOfOthers = /^actions\/checkout@/i.test(uses) && OF_PULL_REQUEST.test(textOf(option('ref')) + textOf(option('repository')));
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
  return [...found.values()];
}

/** Runners read `*name` as what was last named so before it. */
type Real = (node: unknown) => unknown;

function aliasReader(document: Document): Real {
  const anchors = new Map<string, Node>();
  const meant = new Map<Alias, Node | undefined>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) meant.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return (node) => (isAlias(node) ? meant.get(node) : node);
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
function stepsIn(root: YAMLMap, real: Real): YAMLMap[][] {
  const jobs = real(root.get('jobs'));
  const holders = [...(isMap(jobs) ? jobs.items.map(({ value }) => real(value)) : []), real(root.get('runs'))];
  const lists = new Set(holders.map((job) => (isMap(job) ? real(job.get('steps')) : undefined)));
  return [...lists].map((steps) => (isSeq(steps) ? steps.items.map(real).filter((step): step is YAMLMap => isMap(step)) : []));
}

function textOf(node: unknown): string {
  return isScalar(node) && typeof node.value === 'string' ? node.value : '';
}

function untrustedIn(node: unknown): string[] {
  if (!isScalar(node) || typeof node.value !== 'string') return [];
  const expressions = new Set(expressionsIn(node.value));
  return [...expressions].filter((inner) => {
    const dotted = inner.replace(/\[\s{0,9}'([\w-]{1,60})'\s{0,9}\]/g, '.$1');
    return (OTHERS.test(dotted.replace(OWN, '')) || WHOLE_EVENT.test(dotted)) && !isAnswer(inner);
  });
}

/** `contains(…)`, `a == 'b'`, `toJSON`, `hashFiles`: what comes out is no text of theirs; but for `toJSON`, which quotes for JSON alone. */
function isAnswer(inner: string): boolean {
  return (/^(contains|startsWith|endsWith|hashFiles)\(/i.test(inner) || /[!=]=|[<>]/.test(inner)) && !/&&|\|\|/.test(inner);
}

const SHOWN = 120;

function shortened(expression: string): string {
  const words = expression.replace(/\s+/g, ' ');
  return words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
}

function expressionsIn(text: string): string[] {
  return text
    .split('${{')
    .slice(1)
    .map((piece) => piece.split('}}')[0]?.trim() ?? '');
}

function isUnpinned(uses: string): boolean {
  const [, owner = '', ref = ''] = /^([^/@\s]+)\/[^@\s]+@(\S+)$/.exec(uses) ?? [];
  return (
    owner !== '' && owner !== '.' && owner !== 'actions' && owner !== 'github' && !/^[0-9a-f]{40}$/.test(ref) && !uses.startsWith('docker:')
  );
}
