import { constants, existsSync } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/** Why a file is not handed out or not written: it is not the workspace's, or no plain file. */
export class FileRefused extends Error {}

/** The largest file that goes through a message, bytes. */
const MAX_BYTES = 8 * 1024 * 1024;

const { O_RDONLY, O_WRONLY, O_CREAT, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Elsewhere there is no way to open a file below a folder that cannot be exchanged meanwhile. */
export const CAN_CONFINE = existsSync('/proc/self/fd');

/** A file's text. Throws FileRefused, or the system's error. */
export async function readInside(workspace: string, path: string): Promise<string> {
  await using file = await openInside(workspace, path, { flags: O_RDONLY, create: false });
  const { size } = await plain(file, path);
  if (size > MAX_BYTES) throw new FileRefused(`${path} is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
  return await file.readFile('utf8');
}

/** Writes a whole file, and the folders it needs. Throws FileRefused, or the system's error. */
export async function writeInside(workspace: string, path: string, content: string): Promise<void> {
  await using file = await openInside(workspace, path, { flags: O_WRONLY | O_CREAT, create: true });
  const { nlink } = await plain(file, path);
  // Another name of the same file may be anywhere.
  if (nlink > 1) throw new FileRefused(`${path} has other names`);
  await file.truncate(0);
  await file.writeFile(content);
}

/** Whether a path that an agent names is in the workspace, links followed as far as it exists. */
export async function isInside(workspace: string, path: string): Promise<boolean> {
  if (path.includes('\0')) return false;
  const root = await realpath(workspace);
  let existing = resolve(root, path);
  for (;;) {
    const real = await realIfThere(existing);
    if (real === 'unknown') return false;
    if (real !== null) return real === root || real.startsWith(root + sep);
    // What does not exist yet is where its folder is.
    existing = dirname(existing);
  }
}

/** Null when nothing is there; `unknown` for a link to nothing, and for what the system will not tell. */
async function realIfThere(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') return 'unknown';
    return (await isLink(path)) ? 'unknown' : null;
  }
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}

/**
 * Opens one folder after the other by its descriptor, never following a link: the agent may exchange any part of the path
 * between a look and the opening, so a look proves nothing.
 */
async function openInside(
  workspace: string,
  path: string,
  { flags, create }: { readonly flags: number; readonly create: boolean },
): Promise<FileHandle> {
  const names = segments(workspace, path);
  let folder = await open(workspace, O_RDONLY | O_DIRECTORY);
  for (const name of names.slice(0, -1)) {
    await using outer = folder;
    const inner = `/proc/self/fd/${outer.fd}/${name}`;
    if (create) await mkdir(inner).catch((error: unknown) => exists(error));
    folder = await open(inner, O_RDONLY | O_DIRECTORY | O_NOFOLLOW).catch((error: unknown) => refuse(path, error));
  }
  await using last = folder;
  // A pipe would keep us waiting for the one who opens its other end.
  return await open(`/proc/self/fd/${last.fd}/${basename(path)}`, flags | O_NOFOLLOW | O_NONBLOCK, 0o644).catch((error: unknown) =>
    refuse(path, error),
  );
}

/** The names that lead to it from the workspace. */
function segments(workspace: string, path: string): string[] {
  if (path.includes('\0')) throw new FileRefused('a path holds no NUL');
  const inside = isAbsolute(path) ? relative(workspace, path) : path;
  const names = inside.split(sep);
  if (inside === '' || isAbsolute(inside) || names.some((name) => name === '' || name === '.' || name === '..'))
    throw new FileRefused(`${path} is not a file of the workspace`);
  return names;
}

async function plain(file: FileHandle, path: string): Promise<{ readonly size: number; readonly nlink: number }> {
  const stat = await file.stat();
  if (!stat.isFile()) throw new FileRefused(`${path} is not a plain file`);
  return stat;
}

/** ELOOP and ENOTDIR: a link or a file where a folder should be. ENXIO: a pipe or a socket. */
function refuse(path: string, error: unknown): never {
  const code = codeOf(error);
  if (code === 'ELOOP' || code === 'ENOTDIR' || code === 'ENXIO' || code === 'EISDIR')
    throw new FileRefused(`${path} leads out of the workspace or to no plain file`);
  throw error;
}

function exists(error: unknown): undefined {
  if (codeOf(error) !== 'EEXIST') throw error;
  return undefined;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
