import { randomUUID } from 'node:crypto';
import { existsSync, type Stats } from 'node:fs';
import { appendFile, lstat, mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../domain/error.ts';

export function exists(path: string): boolean {
  return existsSync(path);
}

/** A file's text; null when there is none. */
export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Writes to where a person says, which may be a pipe or a link as well; makes its folder. UserError when no file can be there. */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (!['EISDIR', 'EEXIST', 'ENOTDIR'].includes(code)) throw Object.assign(cause as NodeJS.ErrnoException, { path });
    const why = code === 'EISDIR' ? 'it is a folder' : 'what should be a folder above it is a file';
    throw new UserError('NOT_A_FILE', `${path} cannot be written: ${why}`, { cause, hint: 'Name a file.' });
  }
}

/** Adds to a file that somebody else made; makes it when it is not there. */
export async function appendText(path: string, text: string): Promise<void> {
  await appendFile(path, text);
}

/** Makes a new file and its folder. UserError when there is one already. */
export async function createText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw new UserError('FILE_EXISTS', `${path} exists`, { cause, hint: 'Somebody made it meanwhile: nothing of it was changed.' });
  });
}

/** Writes a file of our own so that a reader sees the old text or the new one, never a part; makes its folder. */
export async function replaceText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${randomUUID()}`;
  try {
    await writeFile(fresh, text);
  } catch (error) {
    // A part of it takes the space that is missing. A full disk is told without a path.
    await rm(fresh, { force: true });
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  }
  await rename(fresh, path);
}

/** Takes a file away, if it is there. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** The names in a folder, sorted; none when there is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}

/** When it was changed last, milliseconds since 1970; null when it is gone. */
export async function modifiedAt(path: string): Promise<number | null> {
  return (await statOf(path))?.mtimeMs ?? null;
}

/** Bytes of a file, or of all files below a folder; nothing of what goes while we count. */
export async function sizeOf(path: string): Promise<number> {
  const stat = await statOf(path);
  if (!stat?.isDirectory()) return stat?.size ?? 0;
  const parts = await Promise.all((await namesIn(path)).map((name) => sizeOf(join(path, name))));
  return parts.reduce((sum, part) => sum + part, 0);
}

/** Says that a file was used just now; nothing when it has gone. */
export async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

interface FolderBound {
  readonly entries: number;
  readonly bytes: number;
  /** Of the names that count: what somebody is writing under another one at this moment is left alone. */
  readonly suffix: string;
  /** The path of the one that was written just now: a file system's clock may be milliseconds behind that of `touch`. */
  readonly newest: string;
}

/** Removes the oldest files of a folder until it holds no more than this; others may write and remove there meanwhile. */
export async function keepNewest(folder: string, { entries, bytes, suffix, newest }: FolderBound): Promise<void> {
  const paths = (await namesIn(folder)).filter((name) => name.endsWith(suffix)).map((name) => join(folder, name));
  const stats = await Promise.all(paths.map(async (path) => ({ path, stat: await statOf(path) })));
  let [count, size] = [0, 0];
  const age = ({ path, stat }: (typeof stats)[number]) => (path === newest ? Infinity : (stat?.mtimeMs ?? 0));
  for (const { path, stat } of stats.toSorted((a, b) => age(b) - age(a))) {
    count += 1;
    size += stat?.size ?? 0;
    if (count > entries || size > bytes) await rm(path, { force: true });
  }
}

async function statOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
