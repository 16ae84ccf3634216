import type { Checked } from '../gate/check.ts';
import { recordedChecks, TRAILER } from '../git/hooks.ts';
import type { Repository } from '../git/repository.ts';
import { count } from '../reporters/pretty/quantity.ts';

/** Whether the hook looked at what CI looks at now. It informs: whoever makes a commit writes its trailers. */
export async function localCheckNotes(repository: Repository, { base, head }: Pick<Checked, 'base' | 'head'>): Promise<string[]> {
  if (head === 'working-tree' || head === 'index') return [];
  const { commits, recorded } = await recordedChecks(repository, { base, head });
  if (commits === 0) return [];
  if (recorded === commits)
    return [`A local check of the tree was recorded for ${commits === 1 ? 'the commit' : `all ${commits} commits`}.`];
  const missing = commits - recorded;
  return [
    `No local check of the tree was recorded for ${missing === commits && commits === 1 ? 'the commit' : `${missing} of ${count(commits, 'commit')}`}: there is no hook (jidoka init --hooks), it had no answer, or it was bypassed. The trailer ${TRAILER} informs; this check decides.`,
  ];
}
