import { createHash } from 'node:crypto';
import { createReadStream, type BigIntStats } from 'node:fs';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What a folder's files were when they were looked at. */
export interface FileStates {
  readonly dir: string;
  readonly states: ReadonlyMap<string, State>;
}

interface State {
  /** Of the file system; whoever changes a file changes its ctime. Null: nothing was there. */
  readonly stamp: string | null;
  readonly kind: 'file' | 'link' | 'nothing' | 'other';
  readonly size: bigint;
  /** Null when it cannot be read, or is nothing that has content. */
  readonly digest: string | null;
}

/** Up to this many bytes a file is read at once: a stream costs more than it saves. */
const READ_AT_ONCE_BYTES = 4n * 1024n * 1024n;

/** Files that are looked at at the same time. */
const AT_ONCE = 64;

/** Remembers the content of these files; one that is not there is remembered as such. Never through a file's own link. */
export async function fileStates(dir: string, files: readonly string[]): Promise<FileStates> {
  const states = await inBatches(files, async (path) => {
    const file = join(dir, path);
    const seen = await look(file);
    return [path, { ...seen, digest: await digestOf(file, seen) }] as const;
  });
  return { dir, states: new Map(states) };
}

/**
 * The files whose content, or what they are, has changed since; of those that are `untouchable` also what was written to and holds the same
 * again. Only what the file system says was written to is read.
 */
export async function changedFiles({ dir, states }: FileStates, untouchable: ReadonlySet<string> = new Set()): Promise<string[]> {
  const changed = await inBatches([...states], async ([path, before]) => {
    const file = join(dir, path);
    const now = await look(file);
    if (now.stamp === before.stamp) return [];
    if (untouchable.has(path)) return [path];
    if (now.kind !== before.kind || now.size !== before.size || before.digest === null) return [path];
    return (await digestOf(file, now)) === before.digest ? [] : [path];
  });
  return changed.flat();
}

async function inBatches<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE)
    results.push(...(await Promise.all(all.slice(start, start + AT_ONCE).map(each))));
  return results;
}

type Seen = Omit<State, 'digest'>;

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

async function digestOf(file: string, { kind, size }: Seen): Promise<string | null> {
  if (kind !== 'file' && kind !== 'link') return null;
  return unlessUnreadable(async () => {
    const content = createHash('sha256');
    if (kind === 'link') content.update(await readlink(file));
    else if (size <= READ_AT_ONCE_BYTES) content.update(await readFile(file));
    else await pipeline(createReadStream(file), content);
    return content.digest('hex');
  });
}

/** Null for what is gone or was closed to everybody: untrusted code ran there. */
async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
