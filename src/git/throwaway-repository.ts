import { dirname } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { gitEnvironment, runGit } from './git.ts';

const SETTINGS = [
  'user.name=Jidoka',
  'user.email=jidoka@localhost',
  'core.hooksPath=/dev/null',
  'gc.auto=0',
  // It is thrown away: time counts, space does not.
  'core.looseCompression=0',
].flatMap((setting) => ['-c', setting]);

/** The same files give the same commit, as a build may write its id into what it makes. */
const WHEN = '2000-01-01T00:00:00Z';

/**
 * Makes a folder a repository of one commit, for programs that ask git. It holds no history, remote, hook or config of the
 * person's, and nothing in it is believed later.
 */
export async function makeThrowawayRepository(dir: string): Promise<void> {
  // Were there no repository here, git would look for one above, and the person's is above.
  const env = { ...gitEnvironment(false), GIT_CEILING_DIRECTORIES: dirname(dir), GIT_AUTHOR_DATE: WHEN, GIT_COMMITTER_DATE: WHEN };
  for (const command of [
    ['init', '--quiet', '--template=', '-b', 'work'],
    ['add', '--all', '--force', '.'],
    ['commit', '--quiet', '--allow-empty', '-m', 'Start'],
  ]) {
    const { code, stderr } = await runGit([...SETTINGS, ...command], { cwd: dir, env, input: undefined });
    if (code !== 0) throw new AdapterError('WORKSPACE_NOT_PREPARED', `git ${command[0]} failed in a workspace: ${stderr.trim()}`);
  }
}
