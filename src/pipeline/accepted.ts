import { policyAt } from '../gate/judging.ts';
import { git } from '../git/git.ts';
import { protectedBranch, type Repository, resolveCommit } from '../git/repository.ts';

/**
 * Why a commit cannot be what a change is judged by; null when it can. Policy and trusted keys come from it, so it must have
 * been accepted itself: of two commits in a row the first could bring along a key for the second.
 */
export async function notAccepted(repository: Repository, base: string): Promise<string | null> {
  const branch = await acceptingBranch(repository);
  if (branch === null) return 'there is no protected branch here that could have accepted its base; fetch it';
  for (const tip of await tipsOf(repository, branch)) {
    if ((await git({ ...repository.theirs, answers: [0, 1] }, 'merge-base', '--is-ancestor', base, tip)).code === 0) return null;
  }
  return `its base ${base.slice(0, 10)} is not on the protected branch ${branch}: nobody has accepted the policy and keys it brings along`;
}

/** The tip of the protected branch; null where there is none. */
export async function acceptedTip(repository: Repository): Promise<string | null> {
  const branch = await acceptingBranch(repository);
  return branch === null ? null : ((await tipsOf(repository, branch))[0] ?? null);
}

/** The protected branch, as its own tip's policy names it. */
async function acceptingBranch(repository: Repository): Promise<string | null> {
  const detected = await protectedBranch(repository, undefined);
  const [tip] = detected === null ? [] : await tipsOf(repository, detected);
  if (tip === undefined) return null;
  const { config } = await policyAt(repository, tip);
  return config.protectedBranch ?? detected;
}

async function tipsOf(repository: Repository, branch: string): Promise<string[]> {
  const tips = await Promise.all([`refs/heads/${branch}`, `refs/remotes/origin/${branch}`].map((ref) => resolveCommit(repository, ref)));
  return tips.filter((tip) => tip !== null);
}
