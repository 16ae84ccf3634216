import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../domain/error.ts';
import { environment } from '../platform/environment.ts';
import { scratchName } from '../platform/scratch.ts';
import { type GitCall, git, gitText } from './git.ts';
import type { Repository } from './repository.ts';

/**
 * The person's working tree, tracked and untracked but not ignored, as a tree in our object store. Every file is looked into: their
 * index is read, never written, and neither its bits nor its time stamps can say for a file that it is unchanged.
 */
export async function snapshotWorkingTree(repository: Repository): Promise<string> {
  const { root, theirs } = repository;
  if (root === null)
    throw new UserError('BARE_REPOSITORY', 'a bare repository has no working tree', { hint: 'Judge a commit with --head <ref>.' });
  return withScratchIndex(repository, async (indexFile) => {
    const call: GitCall = { ...theirs, workTree: root, indexFile, userConfig: true, env: writeToOurs(repository) };
    // Byte for byte: a name need not be UTF-8.
    const listed = (await git(theirs, 'ls-files', '--stage', '-v', '-z')).stdout.toString('latin1').split('\0').slice(0, -1);
    const write = (lines: readonly string[], ...how: string[]) =>
      git({ ...call, input: Buffer.from(lines.map((line) => `${line}\0`).join(''), 'latin1') }, 'update-index', '-z', ...how);
    // Mode, object and stage of each, and no time stamps.
    await write(
      listed.map((line) => line.slice(2)),
      '--index-info',
    );
    const skipped = listed.filter((line) => /^[sS] /.test(line)).map((line) => line.slice(line.indexOf('\t') + 1));
    if (skipped.length > 0 && (await isSparse(call))) await write(skipped, '--skip-worktree', '--stdin');
    await git(call, 'add', '--all', '--sparse', '--', '.');
    return gitText(call, 'write-tree');
  });
}

/** Are files that the index says to skip really left out of the working tree? */
async function isSparse(call: GitCall): Promise<boolean> {
  const { stdout } = await git({ ...call, answers: [0, 1] }, 'config', '--bool', 'core.sparseCheckout');
  return stdout.toString().trim() === 'true';
}

/** What is staged, as a tree in our object store. */
export async function snapshotIndex(repository: Repository): Promise<string> {
  const { root, theirs } = repository;
  if (root === null)
    throw new UserError('BARE_REPOSITORY', 'a bare repository has no index', { hint: 'Judge a commit with --head <ref>.' });
  return withScratchIndex(repository, async (indexFile) => {
    const call: GitCall = { ...theirs, workTree: root, indexFile, env: writeToOurs(repository) };
    await copyIndex(repository, indexFile);
    const unmerged = await gitText(call, 'ls-files', '--unmerged');
    if (unmerged !== '')
      throw new UserError('UNMERGED', 'the index holds unresolved conflicts', { hint: 'Resolve them and stage the result.' });
    return gitText(call, 'write-tree');
  });
}

/** A directory that started as `baseTree`, as a tree; or git's reason why its content cannot be one. */
export async function snapshotWorkspace(
  repository: Repository,
  { dir, baseTree }: { readonly dir: string; readonly baseTree: string },
): Promise<{ readonly tree: string } | { readonly refused: string }> {
  return withScratchIndex(repository, async (indexFile) => {
    // Our git directory decides everything: whatever .git, hooks, filters or config the directory holds is not looked at.
    const call: GitCall = { ...repository.ours, workTree: dir, indexFile };
    await git(call, 'read-tree', baseTree);
    const added = await git({ ...call, answers: [0, 1, 128] }, 'add', '--all', '--', '.');
    if (added.code !== 0) return { refused: added.stderr.trim() };
    return { tree: await gitText(call, 'write-tree') };
  });
}

/** Writes a tree's files into an empty directory: raw bytes, no filter, no hook. */
export async function exportTree(repository: Repository, { tree, dir }: { readonly tree: string; readonly dir: string }): Promise<void> {
  await withScratchIndex(repository, async (indexFile) => {
    const call: GitCall = { ...repository.ours, workTree: dir, indexFile };
    await git(call, 'read-tree', tree);
    await git(call, 'checkout-index', '--all', '--force');
  });
}

/**
 * Git looks into a file as young as the index, as its time stamps cannot tell whether it changed since. A copy is younger than
 * the original: without its time a change of the same length made in the second of the last `git add` would not be seen.
 */
async function copyIndex(repository: Repository, indexFile: string): Promise<void> {
  const original =
    handedIndex(repository) ?? (await gitText(repository.theirs, 'rev-parse', '--path-format=absolute', '--git-path', 'index'));
  if (!existsSync(original)) return;
  const { mtimeMs } = await stat(original);
  await copyFile(original, indexFile);
  const seconds = Math.floor(mtimeMs / 1000);
  await utimes(indexFile, seconds, seconds);
}

/**
 * The index that git hands a hook: at `git commit -a` or `git commit <path>` not the repository's own, which holds what was staged before.
 * One that lies elsewhere is another repository's, whose hook has started us.
 */
function handedIndex({ root, theirs }: Repository): string | null {
  const { GIT_INDEX_FILE = '' } = environment;
  if (GIT_INDEX_FILE === '' || root === null) return null;
  const file = resolve(root, GIT_INDEX_FILE);
  return dirname(file) === theirs.gitDir ? file : null;
}

/** An index of its own for one use. */
export async function withScratchIndex<T>(repository: Repository, use: (indexFile: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(repository.stateDir, scratchName('index')));
  try {
    return await use(join(scratch, 'index'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Lets their git directory be read while every new object goes to ours, whose alternates name theirs. */
function writeToOurs({ ours }: Repository): Record<string, string> {
  return { GIT_OBJECT_DIRECTORY: join(ours.gitDir, 'objects') };
}
