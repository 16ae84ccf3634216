import { join } from 'node:path';
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
  await exportTree(repository, { tree, dir });
  const identity = ['-c', 'user.name=Jidoka', '-c', 'user.email=jidoka@localhost', '-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0'];
  for (const command of [
    ['init', '--quiet', '--template=', '-b', 'work'],
    ['add', '--all', '--force', '.'],
    ['commit', '--quiet', '--allow-empty', '-m', 'Start'],
  ]) {
    await runGit([...identity, ...command], { cwd: dir, env: gitEnvironment(false), input: undefined });
  }
  return dir;
}

export function workspaceOf({ stateDir }: Repository, run: string): string {
  return join(stateDir, 'workspaces', run);
}
