import { type ChangeHistory, NO_HISTORY } from '../domain/change-history.ts';
import { UserError } from '../domain/error.ts';
import { changeHistory } from '../git/change-history.ts';
import { type Repository, requireCommit, resolveCommit, treeOf } from '../git/repository.ts';
import { snapshotIndex, snapshotWorkingTree } from '../git/snapshot.ts';
import type { KeyParts } from './cache.ts';
import { type Base, type BaseRequest, surveyBase } from './choose-base.ts';
import type { CacheTrust, KeptStore } from './kept-store.ts';

export interface CheckRequest {
  /** A ref a person named; null chooses. */
  readonly base: string | null;
  readonly source: 'working-tree' | 'index' | { readonly head: string };
  /** Ids or numbers. */
  readonly only: readonly string[] | null;
  readonly signal: AbortSignal;
  /** What a kept result depends on besides trees, policy and environment: versions, programs, the machine. */
  readonly toolchain: KeyParts;
  /** Whose kept verdicts count; null: every checker is executed. */
  readonly cache: CacheTrust | null;
  readonly onChecker?: (id: string, state: 'started' | 'finished') => void;
  /** What the commands of the gate are at, in words; null when that is over. */
  readonly onActivity?: (words: string | null) => void;
}

/** What a check is about, before anything is known of it. */
export interface Subject {
  readonly base: Base;
  readonly headCommit: string;
  readonly tree: string;
  readonly history: ChangeHistory;
  /** Somebody asked for what is staged, and nothing is. */
  readonly isNothing: boolean;
}

/** Finds what is judged, and against what. */
export async function subjectOf(
  repository: Repository,
  { source, base: asked }: Pick<CheckRequest, 'source' | 'base'>,
  store: KeptStore | null,
): Promise<Subject> {
  const head = requireHead(repository, typeof source === 'string' ? 'HEAD' : source.head);
  // The working tree is looked into at the same time: that takes longest.
  const [headCommit, tree, choose] = await Promise.all([
    head,
    treeToJudge(repository, source, head),
    surveyed(repository, { asked, head, isNamed: typeof source !== 'string', store }),
  ]);
  // Without a base of their own nobody means the last commit when they ask for what is staged.
  const isNothing = source === 'index' && asked === null && tree === (await treeOf(repository, headCommit));
  if (isNothing) return { base: { commit: headCommit, reason: 'the last commit' }, headCommit, tree, history: NO_HISTORY, isNothing };
  const base = await choose(tree);
  const history = await changeHistory(repository, { base: base.commit, head: headCommit, tree });
  return { base, headCommit, tree, history, isNothing };
}

async function surveyed(
  repository: Repository,
  {
    asked,
    head,
    isNamed,
    store,
  }: Pick<BaseRequest, 'asked' | 'isNamed'> & { readonly head: Promise<string>; readonly store: KeptStore | null },
): ReturnType<typeof surveyBase> {
  return surveyBase(repository, {
    asked,
    headCommit: await head,
    isNamed,
    branchConfigured: (commit) => branchConfigured(repository, commit, store),
  });
}

/** The branch that the policy of a commit says changes are meant for. A commit never says anything else later. */
async function branchConfigured(repository: Repository, commit: string, store: KeptStore | null): Promise<string | undefined> {
  const kept = await store?.read<{ readonly branch: string | null }>('protected-branch', commit);
  if (kept != null) return kept.branch ?? undefined;
  const { policyAt } = await import('./judging.ts');
  const { config } = await policyAt(repository, commit);
  await store?.write('protected-branch', commit, { branch: config.protectedBranch ?? null });
  return config.protectedBranch;
}

async function treeToJudge(repository: Repository, source: CheckRequest['source'], head: Promise<string>): Promise<string> {
  if (source === 'working-tree') return snapshotWorkingTree(repository);
  return source === 'index' ? snapshotIndex(repository) : treeOf(repository, await head);
}

async function requireHead(repository: Repository, ref: string): Promise<string> {
  if (ref !== 'HEAD') return requireCommit(repository, ref);
  const commit = await resolveCommit(repository, ref);
  if (commit === null) {
    throw new UserError('NO_COMMITS', 'this repository has no commit yet', {
      hint: 'Commit something first: a change is judged against a commit.',
    });
  }
  return commit;
}
