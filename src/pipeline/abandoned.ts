import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repository } from '../git/repository.ts';
import { killOrphans } from '../platform/process-group.ts';
import { removeAbandoned } from '../platform/scratch.ts';
import { removeAbandonedWorkspaces } from '../platform/workspaces-folder.ts';

/** Ends and removes what processes of ours that were killed have left behind: their commands first, then the folders those wrote to. */
export async function endAbandoned({ stateDir }: Pick<Repository, 'stateDir'>): Promise<void> {
  killOrphans(join(stateDir, 'processes'));
  const inside = ['homes', 'artefacts', 'dependencies', '.'].map((folder) => join(stateDir, folder));
  for (const folder of [...inside, tmpdir()]) await removeAbandoned(folder);
  await removeAbandonedWorkspaces(stateDir);
}
