import { join } from 'node:path';
import type { Repository } from '../git/repository.ts';
import { exportAsRepository } from '../git/throwaway-repository.ts';
import { makeFolder } from '../platform/files.ts';
import { removeTree } from '../platform/remove-tree.ts';
import { discardWorkspace, makeWorkspace, workspacesFolder } from '../platform/workspaces-folder.ts';

/**
 * Tree A: a plain directory with the files of `tree` and, for the agent's convenience, a throwaway repository of one
 * commit. It holds no history, remote, hook or config of the person's, and nothing in it is believed later.
 */
export async function prepareWorkspace(
  repository: Repository,
  { run, tree }: { readonly run: string; readonly tree: string },
): Promise<string> {
  const dir = workspaceOf(repository, run);
  await discardWorkspace(dir);
  await makeWorkspace(dir);
  await makeFolder(agentHomeOf(repository, run));
  await exportAsRepository(repository, { tree, dir });
  return dir;
}

export function workspaceOf({ stateDir }: Repository, run: string): string {
  return join(workspacesFolder(stateDir), run);
}

/** With the agent's HOME: the run is over. */
export async function removeWorkspace(repository: Repository, run: string): Promise<void> {
  await discardWorkspace(workspaceOf(repository, run));
  await removeTree(agentHomeOf(repository, run));
}

/** The agent's HOME for all turns of a run: where its sessions are, and nothing of the person's. */
export function agentHomeOf({ stateDir }: Repository, run: string): string {
  return join(stateDir, 'homes', `agent-${run}`);
}
