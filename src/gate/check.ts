import { join, posix } from 'node:path';
import { UserError } from '../domain/error.ts';
import { mergeBase, protectedBranch, type Repository, requireCommit, resolveCommit, treeOf } from '../git/repository.ts';
import { snapshotIndex, snapshotWorkingTree } from '../git/snapshot.ts';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import { CONFIG_PATH } from '../config/load.ts';
import { PASSED } from '../platform/sandbox.ts';
import { modulesStamp } from '../workspace/installed-modules.ts';
import { cached, type CacheTrust } from './cache.ts';
import { type Bench, type Judging, openJudging, policyAt } from './judging.ts';
import { checkerNamed } from './policy.ts';
import type { GateResult } from './run-gate.ts';

export interface CheckRequest {
  /** A ref a person named; null chooses. */
  readonly base: string | null;
  readonly source: 'working-tree' | 'index' | { readonly head: string };
  /** Ids or numbers. */
  readonly only: readonly string[] | null;
  readonly signal: AbortSignal;
  /** Versions a kept result depends on besides trees and policy. */
  readonly toolchain: unknown;
  /** Whose kept verdicts count; null: every checker is executed. */
  readonly cache: CacheTrust | null;
  readonly onChecker?: (id: string, state: 'started' | 'finished') => void;
}

export interface Checked {
  readonly gate: GateResult;
  readonly base: string;
  /** Why this base: printed. */
  readonly baseChoice: string;
  /** Commit id, `working-tree` or `index`. */
  readonly head: string;
  readonly tree: string;
  readonly policy: EffectivePolicy;
  /** The change brings a policy of its own, which counts for what comes after it. */
  readonly addsPolicy?: boolean;
  /** The person's own installed packages took part: known by version, not by content. */
  readonly usesLocalModules?: boolean;
}

/** Judges the working tree, the index or a commit against the base it is meant for. */
export async function check(bench: Bench, request: CheckRequest): Promise<Checked> {
  const { repository } = bench;
  const { source, signal, onChecker } = request;
  const headCommit = await requireHead(repository, typeof source === 'string' ? 'HEAD' : source.head);
  const tree = await treeToJudge(repository, source, headCommit);
  // Without a base of their own nobody means the last commit when they ask for what is staged.
  const isNothing = source === 'index' && request.base === null && tree === (await treeOf(repository, headCommit));
  const chosen = isNothing
    ? { commit: headCommit, reason: 'the last commit' }
    : await chooseBase(repository, { asked: request.base, headCommit, tree });
  await using judging = await openJudging(bench, { base: chosen.commit, tree, workOrder: null, signal });
  const { change, policy, refused } = judging;
  const only = request.only?.map((name) => checkerNamed(name, policy.joined).id);
  const common = {
    base: chosen.commit,
    baseChoice: chosen.reason,
    head: typeof source === 'string' ? source : headCommit,
    tree,
    policy,
    addsPolicy: change.files.some(({ path, status }) => path === CONFIG_PATH && status === 'added'),
  };
  if (refused.length > 0) return { ...common, gate: withoutCheckers('red', refused) };
  if (isNothing) return { ...common, gate: withoutCheckers('undecided', ['nothing is staged']) };
  if (change.files.length === 0)
    return { ...common, gate: withoutCheckers('undecided', [`the change is empty: nothing differs from the base ${chosen.commit}`]) };
  const perform = performed(bench, request, judging);
  const gate = await judging.run({
    judges: ['change'],
    ...(only === undefined ? {} : { only }),
    events: async () => [],
    async perform(run, proceed) {
      onChecker?.(run.id, 'started');
      const ran = await perform(run, proceed);
      onChecker?.(run.id, 'finished');
      return ran;
    },
  });
  return { ...common, gate, usesLocalModules: judging.workspaces.usesLocalModules() };
}

/** Runs a checker, or answers it from what is kept where that counts. */
function performed(
  { repository, callerEnv, useLocalDependencies }: Bench,
  { cache, toolchain }: CheckRequest,
  { change, policy, sandbox }: Judging,
): ReturnType<typeof cached> {
  if (cache === null) return (_, proceed) => proceed();
  const environment = Object.fromEntries([...PASSED, ...policy.config.env].map((name) => [name, callerEnv[name] ?? null]));
  // Their content counts: the lockfile does not know what a person has edited there.
  const folders = policy.project.manifests.map((path) => posix.dirname(path));
  const localModules = useLocalDependencies && repository.root !== null ? modulesStamp(repository.root, folders) : null;
  return cached({
    dir: join(repository.stateDir, 'cache'),
    trust: cache,
    change,
    policy,
    toolchain: { toolchain, environment, sandbox, localModules },
  });
}

async function treeToJudge(repository: Repository, source: CheckRequest['source'], headCommit: string): Promise<string> {
  if (source === 'working-tree') return snapshotWorkingTree(repository);
  return source === 'index' ? snapshotIndex(repository) : treeOf(repository, headCommit);
}

async function requireHead(repository: Repository, ref: string): Promise<string> {
  if (ref === 'HEAD' && (await resolveCommit(repository, 'HEAD')) === null) {
    throw new UserError('NO_COMMITS', 'this repository has no commit yet', {
      hint: 'Commit something first: a change is judged against a commit.',
    });
  }
  return requireCommit(repository, ref);
}

interface Base {
  readonly commit: string;
  readonly reason: string;
}

/** The merge-base with origin's protected branch, else with the local one; on that branch with nothing uncommitted, the commit before. */
async function chooseBase(
  repository: Repository,
  { asked, headCommit, tree }: { readonly asked: string | null; readonly headCommit: string; readonly tree: string },
): Promise<Base> {
  if (asked !== null) return { commit: await requireCommit(repository, asked), reason: `${asked}, as asked` };
  const detected = await protectedBranch(repository, undefined);
  const first = await baseOn(repository, { branch: detected, headCommit, tree });
  // The branch's own policy may name another one; the change has no say in it.
  const { config } = await policyAt(repository, first.commit);
  if (config.protectedBranch === undefined || config.protectedBranch === detected) return first;
  return baseOn(repository, { branch: config.protectedBranch, headCommit, tree });
}

async function baseOn(
  repository: Repository,
  { branch, headCommit, tree }: { readonly branch: string | null; readonly headCommit: string; readonly tree: string },
): Promise<Base> {
  for (const ref of branch === null ? [] : [`origin/${branch}`, branch]) {
    const tip = await resolveCommit(repository, ref.startsWith('origin/') ? `refs/remotes/${ref}` : `refs/heads/${ref}`);
    const shared = tip === null ? null : await mergeBase(repository, tip, headCommit);
    if (shared === null) continue;
    const isUnchanged = shared === headCommit && tree === (await treeOf(repository, headCommit));
    if (!isUnchanged)
      return {
        commit: shared,
        reason: shared === headCommit ? 'the last commit' : `the merge-base with ${ref}`,
      };
    return commitBefore(repository, headCommit, `nothing is uncommitted on ${branch}`);
  }
  return tree === (await treeOf(repository, headCommit))
    ? commitBefore(repository, headCommit, 'no protected branch was found')
    : { commit: headCommit, reason: 'the last commit' };
}

async function commitBefore(repository: Repository, commit: string, why: string): Promise<Base> {
  const before = await resolveCommit(repository, `${commit}~1`);
  if (before === null) {
    throw new UserError('NO_BASE', `${short(commit)} has no commit before it to be compared with`, {
      hint: 'Commit or edit something, then check; or name a base with --base <ref>. In a shallow clone fetch one more commit first (git fetch --deepen=1).',
    });
  }
  return { commit: before, reason: `the commit before ${short(commit)}, as ${why}` };
}

function short(commit: string): string {
  return commit.slice(0, 10);
}

/** A gate that no checker was asked in. */
export function withoutCheckers(outcome: 'red' | 'undecided', reasons: readonly string[]): GateResult {
  return {
    outcome,
    isPartial: false,
    checkers: [],
    coverage: { inScope: 0, examined: 0, unexamined: [], unsupported: [] },
    notBuilt: [],
    reasons,
    failing: [],
  };
}

/** Where the document of the last check by hand is kept, for `explain`. */
export function lastCheckFile({ stateDir }: Repository): string {
  return join(stateDir, 'last-check.json');
}
