import { createHash } from 'node:crypto';
import { createReadStream, type Dirent, lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';

/** What lies below a folder, paths relative to it and sorted. */
export interface FolderContent {
  /** Files and symbolic links. */
  readonly files: readonly string[];
  /** Pipes, sockets and devices: reading one may never end. */
  readonly special: readonly string[];
}

/** Lists what lies below `within` (relative to `dir`); a folder or file that `isLeftOut` names, by its path, is passed over. Never through a link. */
export function contentOf(
  dir: string,
  { within = '', isLeftOut = () => false }: { within?: string; isLeftOut?: (path: string) => boolean } = {},
): FolderContent {
  const files: string[] = [];
  const special: string[] = [];
  const walk = (below: string) => {
    for (const entry of readdirSync(`${dir}/${below}`, { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (isLeftOut(path)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() || entry.isSymbolicLink()) files.push(path);
      else special.push(path);
    }
  };
  walk(within);
  return { files: files.toSorted(), special: special.toSorted() };
}

/** Up to this many bytes a file is read at once: a stream costs more than it saves. */
const READ_AT_ONCE_BYTES = 4 * 1024 * 1024;

/** Files that are read at the same time. */
const AT_ONCE = 16;

/**
 * SHA-256 over (mode, path, digest) of these files, in their order, and over what else is said. The same bytes give the same digest
 * on every machine. It never holds up what else the process does.
 */
export async function digestFiles(dir: string, files: readonly string[], ...more: readonly string[]): Promise<string> {
  const total = createHash('sha256');
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const lines = await Promise.all(files.slice(start, start + AT_ONCE).map((path) => lineOf(dir, path)));
    for (const line of lines) total.update(line);
  }
  for (const line of more) total.update(line);
  return total.digest('hex');
}

async function lineOf(dir: string, path: string): Promise<string> {
  const file = join(dir, path);
  const stat = await lstat(file);
  const content = createHash('sha256');
  if (stat.isSymbolicLink()) content.update(await readlink(file));
  else if (stat.size <= READ_AT_ONCE_BYTES) content.update(await readFile(file));
  else await pipeline(createReadStream(file), content);
  const mode = stat.isSymbolicLink() ? '120000' : (stat.mode & 0o100) === 0 ? '100644' : '100755';
  return `${mode} ${path}\0${content.digest('hex')}\n`;
}

/**
 * What the file system says of a file: whoever changes one changes its ctime, which nobody sets back without being able to set
 * the clock. Good only for the very file it was made of: a copy has another inode.
 */
function stampOf(file: string): string {
  const { mode, size, mtimeMs, ctimeMs, ino } = lstatSync(file);
  return `${mode} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

export function stampsOf(dir: string, files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(files.map((path) => [path, stampOf(`${dir}/${path}`)]));
}

/** Folders that are looked into before others have their turn: some milliseconds. */
const FOLDERS_A_TURN = 64;

/**
 * SHA-256 over the paths and stamps of what lies below these folders; what `isLeftOut` names is passed over. Never through a link. Lets
 * others have their turn: there may be tens of thousands of files.
 */
export async function stampDigest(
  dir: string,
  folders: readonly string[],
  isLeftOut: (path: string) => boolean = () => false,
): Promise<string> {
  const total = createHash('sha256');
  const ahead = folders.toReversed();
  for (let turn = 1; ; turn += 1) {
    const below = ahead.pop();
    if (below === undefined) return total.digest('hex');
    if (turn % FOLDERS_A_TURN === 0) await setImmediate();
    const inside: string[] = [];
    let lines = '';
    for (const entry of readdirSync(`${dir}/${below}`, { withFileTypes: true }).toSorted(byName)) {
      const path = `${below}/${entry.name}`;
      if (isLeftOut(path)) continue;
      if (entry.isDirectory()) inside.push(path);
      else lines += `${path}\0${stampOf(`${dir}/${path}`)}\n`;
    }
    total.update(lines);
    ahead.push(...inside.toReversed());
  }
}

function byName({ name: a }: Dirent, { name: b }: Dirent): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The first path, in order, that one of the two lacks or has otherwise. */
export function firstDifference(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string | null {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths.find((path) => before.get(path) !== after.get(path)) ?? null;
}

/** Symbolic links among these files that lead out of the folder, also by way of others. */
export function linksOut(dir: string, files: readonly string[]): string[] {
  const root = realpathSync(dir);
  const isInside = (path: string) => path === root || path.startsWith(`${root}${sep}`);
  return files.filter((path) => {
    const link = join(root, path);
    if (!lstatSync(link).isSymbolicLink()) return false;
    return !isInside(endOf(link));
  });
}

/** Where a link leads; where nothing is there, as far as its text says. */
function endOf(link: string): string {
  try {
    // The other one takes `..` out of a link's text before it follows what comes first.
    return realpathSync.native(link);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ELOOP' && code !== 'ENOTDIR') throw error;
    return resolve(realpathSync(dirname(link)), readlinkSync(link));
  }
}
