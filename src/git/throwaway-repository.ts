import { dirname, join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { type GitCall, git, gitEnvironment, gitText, runGit } from './git.ts';
import type { Repository } from './repository.ts';
import { SHA256_LENGTH } from './object-id.ts';
import { forged } from './tree.ts';

const IDENTITY = { name: 'Jidoka', email: 'jidoka@localhost', date: '2000-01-01T00:00:00Z' };
const BRANCH = 'work';

/**
 * Writes a tree's files into an empty folder, raw bytes, and makes it a repository of one commit, for programs that ask git. It
 * holds no history, remote, hook or config of the person's, and nothing in it is believed later. The same tree is the same commit.
 */
export async function exportAsRepository(
  repository: Repository,
  { tree, dir }: { readonly tree: string; readonly dir: string },
): Promise<void> {
  const format = tree.length === SHA256_LENGTH ? 'sha256' : 'sha1';
  await inWorkspace(dir, 'init', '--quiet', '--template=', `--object-format=${format}`, '-b', BRANCH);
  const own = join(dir, '.git');
  // One file, however many the tree has: the folder is copied for every run of the tests.
  const pack = ['pack-objects', '--quiet', '--revs', '--window=0', join(own, 'objects/pack/pack')];
  // Made where it is to be, as it is renamed into place and the folder may be on another disk.
  const here = {
    GIT_OBJECT_DIRECTORY: join(own, 'objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(join(repository.ours.gitDir, 'objects')),
  };
  const packed = await gitText({ ...repository.ours, input: `${tree}\n`, env: here }, '-c', 'pack.compression=0', ...pack);
  // Git copies an object without asking whether its bytes have its id; here they are hashed, and nothing else is written to the folder.
  const verified = await git({ gitDir: own, answers: [0, 1, 128] }, 'verify-pack', join(own, `objects/pack/pack-${packed}.idx`));
  if (verified.code !== 0) throw forged(`an object of tree ${tree}`);
  const call: GitCall = {
    ...repository.ours,
    workTree: dir,
    indexFile: join(own, 'index'),
    env: { GIT_OBJECT_DIRECTORY: join(own, 'objects') },
  };
  await git(call, 'read-tree', tree);
  // With the times of the files, so that git need not read them all when it is asked what has changed.
  await git(call, '-c', 'checkout.workers=0', 'checkout-index', '--all', '--force', '-u');
  const commit = await inWorkspace(dir, 'commit-tree', '-m', 'Start', tree);
  await inWorkspace(dir, 'update-ref', `refs/heads/${BRANCH}`, commit);
}

async function inWorkspace(dir: string, ...args: readonly string[]): Promise<string> {
  const { name, email, date } = IDENTITY;
  const env = {
    ...gitEnvironment(false),
    // Were there no repository here, git would look for one above.
    GIT_CEILING_DIRECTORIES: dirname(dir),
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
  const { code, stdout, stderr } = await runGit(args, { cwd: dir, env, input: undefined });
  if (code !== 0) throw new AdapterError('WORKSPACE_NOT_PREPARED', `git ${args[0]} failed in a workspace: ${stderr.trim()}`);
  return stdout.toString().trim();
}
