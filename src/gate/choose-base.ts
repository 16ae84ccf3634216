import { UserError } from '../domain/error.ts';
import {
  headBranch,
  isShallow,
  mergeBase,
  protectedBranch,
  type Repository,
  requireCommit,
  resolveCommit,
  treeOf,
} from '../git/repository.ts';

export interface Base {
  readonly commit: string;
  /** Why this one: printed. */
  readonly reason: string;
}

export interface BaseRequest {
  /** A ref that a person named; null chooses. */
  readonly asked: string | null;
  readonly headCommit: string;
  /** A commit that was named is judged: what is uncommitted has no part in it. */
  readonly isNamed: boolean;
  /** The branch that the policy of a commit says changes are meant for. */
  readonly branchConfigured: (commit: string) => Promise<string | undefined>;
}

/**
 * Finds the base of a tree that is still being made: the merge-base with origin's protected branch, else with the local one; on that
 * branch with nothing uncommitted, the commit before.
 */
export async function surveyBase(repository: Repository, request: BaseRequest): Promise<(tree: string) => Promise<Base>> {
  const { asked, headCommit, isNamed, branchConfigured } = request;
  if (asked !== null) {
    const base = { commit: await requireCommit(repository, asked), reason: `${asked}, as asked` };
    return async () => base;
  }
  const detected = await protectedBranch(repository, undefined);
  const [headTree, shared] = await Promise.all([treeOf(repository, headCommit), sharedWith(repository, detected, headCommit)]);
  const on = (branch: string | null, found: Shared | null, tree: string) =>
    baseOn(repository, { branch, found, headCommit, isNamed, isUnchanged: tree === headTree });
  return async (tree) => {
    const first = await on(detected, shared, tree);
    // The branch's own policy may name another one; the change has no say in it.
    const configured = await branchConfigured(first.commit);
    if (configured === undefined || configured === detected) return first;
    return on(configured, await sharedWith(repository, configured, headCommit), tree);
  };
}

interface Shared {
  readonly ref: string;
  readonly commit: string;
}

/** The last commit that the work has in common with a branch: origin's, else the local one. */
async function sharedWith(repository: Repository, branch: string | null, headCommit: string): Promise<Shared | null> {
  for (const ref of branch === null ? [] : [`origin/${branch}`, branch]) {
    const tip = await resolveCommit(repository, ref.startsWith('origin/') ? `refs/remotes/${ref}` : `refs/heads/${ref}`);
    const commit = tip === null || tip === headCommit ? tip : await mergeBase(repository, tip, headCommit);
    if (commit !== null) return { ref, commit };
    if (tip !== null && (await isShallow(repository))) throw cutOff(ref);
  }
  return null;
}

/** Where the history was cut off, only the last commit would be judged instead of all that is to be merged. */
function cutOff(ref: string): UserError {
  return new UserError('SHALLOW', `this clone is shallow: what the work has in common with ${ref} was not fetched`, {
    hint: 'git fetch --unshallow (in CI: fetch the whole history), or name a base with --base <ref>.',
  });
}

async function baseOn(
  repository: Repository,
  {
    branch,
    found,
    headCommit,
    isNamed,
    isUnchanged,
  }: Pick<BaseRequest, 'headCommit' | 'isNamed'> & {
    readonly branch: string | null;
    readonly found: Shared | null;
    readonly isUnchanged: boolean;
  },
): Promise<Base> {
  if (found === null)
    return isUnchanged
      ? commitBefore(repository, headCommit, 'no protected branch was found')
      : { commit: headCommit, reason: 'the last commit' };
  if (found.commit !== headCommit) return { commit: found.commit, reason: `the merge-base with ${found.ref}` };
  return isUnchanged
    ? commitBefore(
        repository,
        headCommit,
        !isNamed && (await headBranch(repository)) === branch ? `nothing is uncommitted on ${branch}` : `${branch} has all of it`,
      )
    : { commit: headCommit, reason: 'the last commit' };
}

async function commitBefore(repository: Repository, commit: string, why: string): Promise<Base> {
  const before = await resolveCommit(repository, `${commit}~1`);
  const short = commit.slice(0, 10);
  if (before === null) {
    throw new UserError('NO_BASE', `${short} has no commit before it to be compared with`, {
      hint: 'Commit or edit something, then check; or name a base with --base <ref>. In a shallow clone fetch one more commit first (git fetch --deepen=1).',
    });
  }
  return { commit: before, reason: `the commit before ${short}, as ${why}` };
}
