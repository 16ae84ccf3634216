import { dirname, join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { gitEnvironment, runGit } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { exportTree } from '../git/snapshot.ts';
import { makeFolder } from '../platform/files.ts';
import { removeTree } from '../platform/remove-tree.ts';

/**
 * Tree A: a plain directory with the files of `tree` and, for the agent's convenience, a throwaway repository of one
 * commit. It holds no history, remote, hook or config of the person's, and nothing in it is believed later.
 */
export async function prepareWorkspace(
  repository: Repository,
  { run, tree }: { readonly run: string; readonly tree: string },
): Promise<string> {
  const dir = workspaceOf(repository, run);
  await removeTree(dir);
  await makeFolder(dir);
  await makeFolder(agentHomeOf(repository, run));
  await exportTree(repository, { tree, dir });
  const identity = ['-c', 'user.name=Jidoka', '-c', 'user.email=jidoka@localhost', '-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0'];
  for (const command of [
    ['init', '--quiet', '--template=', '-b', 'work'],
    ['add', '--all', '--force', '.'],
    ['commit', '--quiet', '--allow-empty', '-m', 'Start'],
  ]) {
    // Were there no repository here, git would look for one above, and the person's is above.
    const env = { ...gitEnvironment(false), GIT_CEILING_DIRECTORIES: dirname(dir) };
    const { code, stderr } = await runGit([...identity, ...command], { cwd: dir, env, input: undefined });
    if (code !== 0) throw new AdapterError('WORKSPACE_NOT_PREPARED', `git ${command[0]} failed in the agent's workspace: ${stderr.trim()}`);
  }
  return dir;
}

export function workspaceOf({ stateDir }: Repository, run: string): string {
  return join(stateDir, 'workspaces', run);
}

/** With the agent's HOME: the run is over. */
export async function removeWorkspace(repository: Repository, run: string): Promise<void> {
  await removeTree(workspaceOf(repository, run));
  await removeTree(agentHomeOf(repository, run));
}

/** The agent's HOME for all turns of a run: where its sessions are, and nothing of the person's. */
export function agentHomeOf({ stateDir }: Repository, run: string): string {
  return join(stateDir, 'homes', `agent-${run}`);
}
