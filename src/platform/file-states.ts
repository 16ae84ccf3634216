import { createHash } from 'node:crypto';
import { createReadStream, type BigIntStats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What a folder's files were when they were looked at. */
export interface FileStates {
  readonly dir: string;
  readonly format: ObjectFormat;
  readonly states: ReadonlyMap<string, State>;
}

export interface State {
  /** Of the file system; whoever changes a file changes its ctime. Null: nothing was there. */
  readonly stamp: string | null;
  readonly kind: 'file' | 'link' | 'nothing' | 'other';
  readonly size: bigint;
  /** That of the object git would make of it, without filters. Null when it cannot be read, or is nothing that has content. */
  readonly objectId: string | null;
}

/** What a repository names its objects by. */
export type ObjectFormat = 'sha1' | 'sha256';

/** Up to this many bytes a file is read at once: a stream costs more than it saves. */
const READ_AT_ONCE_BYTES = 4n * 1024n * 1024n;

/** Files that are looked at at the same time. */
const AT_ONCE = 64;

/** Remembers the content of these files; one that is not there is remembered as such. Never through a file's own link. */
export async function fileStates(dir: string, files: readonly string[], format: ObjectFormat): Promise<FileStates> {
  const states = await inBatches(files, async (path) => {
    const file = join(dir, path);
    const seen = await look(file);
    return [path, { ...seen, objectId: await objectIdOf(file, seen, format) }] as const;
  });
  return { dir, format, states: new Map(states) };
}

/**
 * The files whose content, or what they are, has changed since; of those that are `untouchable` also what was written to and holds the same
 * again. Only what the file system says was written to is read.
 */
export async function changedFiles({ dir, format, states }: FileStates, untouchable: ReadonlySet<string> = new Set()): Promise<string[]> {
  const changed = await inBatches([...states], async ([path, before]) => {
    const file = join(dir, path);
    const now = await look(file);
    if (now.stamp === before.stamp) return [];
    if (untouchable.has(path)) return [path];
    if (now.kind !== before.kind || now.size !== before.size || before.objectId === null) return [path];
    return (await objectIdOf(file, now, format)) === before.objectId ? [] : [path];
  });
  return changed.flat();
}

/** Other files, and links, in the folders of those that were remembered and in the folders above. */
export async function addedFiles({ dir, states }: FileStates): Promise<string[]> {
  const folders = new Set<string>();
  for (const path of states.keys())
    for (let folder = posix.dirname(path); !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  const files = await inBatches([...folders], async (folder) => {
    const entries = await unlessGone(() => readdir(join(dir, folder), { withFileTypes: true }));
    return (entries ?? []).flatMap((entry) => (entry.isDirectory() ? [] : [posix.join(folder, entry.name)]));
  });
  return files.flat().filter((path) => !states.has(path));
}

async function inBatches<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE)
    results.push(...(await Promise.all(all.slice(start, start + AT_ONCE).map(each))));
  return results;
}

type Seen = Omit<State, 'objectId'>;

async function look(file: string): Promise<Seen> {
  const stat = await unlessUnreadable(() => lstat(file, { bigint: true }));
  if (stat === null) return { stamp: null, kind: 'nothing', size: 0n };
  const { mode, size, mtimeNs, ctimeNs, ino } = stat;
  const kind = kindOf(stat);
  // What lies in a folder says nothing about the file that was there.
  return { kind, size, stamp: kind === 'other' ? 'other' : `${mode} ${size} ${mtimeNs} ${ctimeNs} ${ino}` };
}

function kindOf(stat: BigIntStats): State['kind'] {
  return stat.isFile() ? 'file' : stat.isSymbolicLink() ? 'link' : 'other';
}

async function objectIdOf(file: string, { kind, size }: Seen, format: ObjectFormat): Promise<string | null> {
  if (kind !== 'file' && kind !== 'link') return null;
  return unlessUnreadable(async () => {
    const content = createHash(format).update(`blob ${size}\0`);
    if (kind === 'link') content.update(await readlink(file));
    else if (size <= READ_AT_ONCE_BYTES) content.update(await readFile(file));
    else await pipeline(createReadStream(file), content);
    return content.digest('hex');
  });
}

/** Null for what is gone or was closed to everybody: untrusted code ran there. */
function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | null> {
  return unless(['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'], read);
}

/** A folder that hides what it holds gives no answer: what is in it can be found by name all the same. */
function unlessGone<T>(read: () => Promise<T>): Promise<T | null> {
  return unless(['ENOENT', 'ENOTDIR'], read);
}

async function unless<T>(codes: readonly string[], read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (codes.includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
