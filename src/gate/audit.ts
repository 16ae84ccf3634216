import { type Authorship, authorshipOf } from '../domain/authorship.ts';
import { InvariantError, JidokaError } from '../domain/error.ts';
import { blocks, type Finding } from '../domain/finding.ts';
import { type PastCommit, pastCommits } from '../git/history.ts';
import { Objects } from '../git/objects.ts';
import { requireCommit } from '../git/repository.ts';
import { type Bench, openJudging } from './judging.ts';

/** Checkers that answer from the two trees alone: nothing is installed, built or run. */
const STATIC = ['generated-code-integrity', 'security-scan'] as const;

/** What a rule of integrity is about. One that is not named here is about what decides: configuration, lockfiles, waivers. */
const SUBJECTS = {
  weakening: ['test-deleted', 'test-skipped', 'assertion-removed', 'threshold-lowered', 'exclude-widened', 'suppression-added'],
  unfinished: [
    'elision-placeholder',
    'merge-marker',
    'stray-code-fence',
    'truncated-file',
    'invisible-character',
    'unresolved-import',
    'duplicate-definition',
    'stub',
  ],
} as const;

/** `insecure` is all that the security scan finds: secrets and weaknesses. */
export type Subject = keyof typeof SUBJECTS | 'protected' | 'insecure';

export type AuditFinding = Finding & { readonly checker: string; readonly subject: Subject };

/** A past commit and what these checkers would have said about it. */
export interface AuditedCommit extends PastCommit {
  readonly authorship: Authorship;
  /** What would have stopped it. */
  readonly findings: readonly AuditFinding[];
  /** Why nothing can be said about it; null when it was judged. */
  readonly unjudged: string | null;
  /** Changed files that were read, of those in scope. */
  readonly examined: number;
  readonly inScope: number;
}

export interface Audit {
  /** The commit it ends at. */
  readonly head: string;
  /** Newest first. */
  readonly commits: readonly AuditedCommit[];
  /** Title of each rule that found something. */
  readonly rules: Readonly<Record<string, string>>;
}

export interface AuditRequest {
  /** A ref. */
  readonly head: string;
  readonly last: number;
  readonly signal: AbortSignal;
  readonly onCommit?: (place: number, of: number) => void;
}

/** Commits that are judged together: git reads for one while another is looked at. */
const AT_ONCE = 4;

/** Replays the static rules over the last commits of a branch: each is judged as its own change, under the rules that were in force before it. */
export async function audit(bench: Bench, request: AuditRequest): Promise<Audit> {
  const { last, signal, onCommit } = request;
  const head = await requireCommit(bench.repository, request.head);
  const past = await pastCommits(bench.repository, { head, last });
  await using objects = new Objects(bench.repository);
  const commits: AuditedCommit[] = [];
  for (let place = 0; place < past.length; place += AT_ONCE) {
    signal.throwIfAborted();
    onCommit?.(place + 1, past.length);
    const judging = past.slice(place, place + AT_ONCE).map(async (commit) => ({
      ...commit,
      authorship: authorshipOf(commit),
      ...(await judged(commit, { bench, objects, signal })),
    }));
    commits.push(...(await Promise.all(judging)));
  }
  return { head, commits, rules: await titlesOf(bench, new Set(commits.flatMap(({ findings }) => findings.map(({ rule }) => rule)))) };
}

async function titlesOf({ registry }: Bench, found: ReadonlySet<string>): Promise<Record<string, string>> {
  const checkers = await Promise.all(registry.filter(({ id }) => isStatic(id)).map(({ load }) => load()));
  const rules = checkers.flatMap(({ default: { rules: all } }) => Object.entries(all));
  return Object.fromEntries(rules.filter(([id]) => found.has(id)).map(([id, { title }]) => [id, title]));
}

function isStatic(id: string): boolean {
  return STATIC.some((one) => one === id);
}

function subjectOf(checker: string, rule: string): Subject {
  if (checker === 'security-scan') return 'insecure';
  for (const [subject, rules] of Object.entries(SUBJECTS)) if ((rules as readonly string[]).includes(rule)) return subject as Subject;
  return 'protected';
}

type Judged = Pick<AuditedCommit, 'findings' | 'unjudged' | 'examined' | 'inScope'>;

interface Replay {
  readonly bench: Bench;
  readonly objects: Objects;
  readonly signal: AbortSignal;
}

async function judged({ commit, parent }: PastCommit, { bench, objects, signal }: Replay): Promise<Judged> {
  if (parent === null) return without('nothing is known before it: the first commit, or the edge of a shallow clone');
  try {
    await using judging = await openJudging(bench, { base: parent, tree: await objects.treeOf(commit), workOrder: null, signal, objects });
    const { checkers } = await judging.run({ judges: ['change'], only: STATIC, mayRunCode: false, events: async () => [] });
    const failed = checkers.find(({ verdict }) => verdict === 'errored' || verdict === 'cancelled');
    if (failed !== undefined) return without(`${failed.number} ${failed.id}: ${failed.reason ?? failed.verdict}`);
    const findings = checkers.flatMap(({ id, findings: all }) =>
      all.filter(blocks).map((finding) => ({ ...finding, checker: id, subject: subjectOf(id, finding.rule) })),
    );
    const [refused] = judging.refused;
    // Stopped anyway by what it has besides; else it would count as a commit that passes.
    if (refused !== undefined && findings.length === 0) return without(`a check refuses it: ${refused}`);
    return {
      findings,
      unjudged: null,
      examined: checkers.reduce((sum, { examined }) => sum + examined, 0),
      inScope: checkers.reduce((sum, { inScope }) => sum + inScope, 0),
    };
  } catch (error) {
    // A config that was wrong then, an object that is not here: the others can still be judged.
    if (!(error instanceof JidokaError) || error instanceof InvariantError || signal.aborted) throw error;
    return without(error.message);
  }
}

function without(reason: string): Judged {
  return { findings: [], unjudged: reason, examined: 0, inScope: 0 };
}
