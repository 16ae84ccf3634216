import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Content } from './recording.ts';

/** Why an edit was not made: something in the workspace is in its way. */
export class EditRefused extends Error {}

/** Writes a whole file; a new one is `0644`, an old one keeps its mode unless the content says otherwise. */
export async function writeInside(workspace: string, path: string, content: Content): Promise<void> {
  const { text, executable } = typeof content === 'string' ? { text: content, executable: null } : content;
  const root = await realpath(workspace);
  const target = join(await folderOf(root, path, { create: true }), basename(path));
  const kind = await kindAt(target);
  if (kind !== 'file' && kind !== 'nothing') throw new EditRefused(`${path} is not a regular file`);
  // Between the look and the opening something else may have put a link there: O_NOFOLLOW is the check that counts.
  const file = await open(target, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW, 0o644);
  try {
    await file.writeFile(text);
    if (executable !== null) await file.chmod(executable ? 0o755 : 0o644);
  } finally {
    await file.close();
  }
}

/** Takes a file or a symlink away; a symlink is never followed. */
export async function deleteInside(workspace: string, path: string): Promise<void> {
  const root = await realpath(workspace);
  const target = join(await folderOf(root, path, { create: false }), basename(path));
  const kind = await kindAt(target);
  if (kind === 'nothing') throw new EditRefused(`${path} does not exist`);
  if (kind !== 'file' && kind !== 'symlink') throw new EditRefused(`${path} is not a file`);
  await unlink(target);
}

/** The folder of a path, each step of it a real folder inside the root; `root` is a real path. */
async function folderOf(root: string, path: string, { create }: { readonly create: boolean }): Promise<string> {
  let folder = root;
  for (const segment of dirname(path).split('/')) {
    if (segment === '.') continue;
    folder = join(folder, segment);
    const kind = await kindAt(folder);
    if (kind === 'nothing') {
      if (!create) throw new EditRefused(`${path} does not exist`);
      await mkdir(folder);
    } else if (kind !== 'folder') {
      throw new EditRefused(`${path} leads through something that is not a folder of the workspace`);
    }
  }
  return folder;
}

async function kindAt(path: string): Promise<'file' | 'folder' | 'symlink' | 'nothing' | 'other'> {
  const found = await lstat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return 'nothing';
  if (found.isSymbolicLink()) return 'symlink';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}
