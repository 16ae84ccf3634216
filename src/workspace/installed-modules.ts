import { existsSync, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { z } from 'zod';
import { AdapterError } from '../domain/error.ts';
import { modulesDigest } from '../platform/artefact-digest.ts';
import { readText, replaceText } from '../platform/files.ts';
import { contentOf, firstDifference, linksOut, stampDigest, stampsOf } from '../platform/folder-content.ts';
import { removeTree } from '../platform/remove-tree.ts';
import type { Mount } from '../platform/bubblewrap.ts';
import { copyFolder } from './copy-folder.ts';
import { CACHE_FOLDER, MODULE_CACHES, modulesIn } from './modules-stamp.ts';

/** The `node_modules` folders of a checkout. */
export interface Modules {
  /** Where they are: in the checkout itself, or in a kept installation that is mounted there. */
  readonly from: string;
  /** Relative to `from` and to the checkout. */
  readonly paths: readonly string[];
}

function filesOf(dir: string, modules: readonly string[], isLeftOut?: (path: string) => boolean): string[] {
  return modules.flatMap((within) => contentOf(dir, { within, ...(isLeftOut === undefined ? {} : { isLeftOut }) }).files);
}

/** Copies `node_modules` folders, or some inside them; links in there stay relative. */
export async function copyModules(from: string, to: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(to, path, '..'), { recursive: true });
    await copyFolder(join(from, path), join(to, path));
  }
}

/** The folders of these files and all above them: where a program that runs among them, or one of them, looks for a `node_modules`. */
export function foldersAbove(files: readonly string[]): string[] {
  const folders = new Set(['.']);
  for (const file of files) {
    for (let folder = posix.dirname(file); !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  }
  return [...folders];
}

/** Remembers every `node_modules` of these folders, and where there is none. Answers a check that names what was changed since, if anything was. */
export function watchModules(dir: string, folders: readonly string[]): () => string | null {
  const root = realpathSync(dir);
  const stamps = () =>
    stampsOf(
      root,
      folders.flatMap((folder) => watchedFiles(root, posix.join(folder, 'node_modules'))),
    );
  const before = stamps();
  return () => firstDifference(before, stamps());
}

/** Without the caches. Where it is a link, or behind one: that it is, and what it leads to within the checkout. */
function watchedFiles(root: string, path: string): string[] {
  if (isFolderItself(root, path)) return filesOf(root, [path], (within) => CACHE_FOLDER.test(within));
  const place = join(root, path);
  if (statOf(place) === null) return [];
  const isFollowed = isFolder(place) && realpathSync(place).startsWith(`${root}${sep}`);
  return [path, ...(isFollowed ? filesOf(root, [path]) : [])];
}

/** Is there a folder, and neither it nor one above it is a link? */
function isFolderItself(root: string, path: string): boolean {
  const place = join(root, path);
  return statOf(place)?.isDirectory() === true && realpathSync(place) === place;
}

function statOf(place: string): Stats | null {
  // Asked first, as node:fs calls it no missing entry when a folder on the way has become a file.
  return isFolder(dirname(place)) ? (lstatSync(place, { throwIfNoEntry: false }) ?? null) : null;
}

function isFolder(place: string): boolean {
  return existsSync(place) && statSync(place).isDirectory();
}

/** Most caches are empty folders, and a copy is a process. */
function holdsSomething(cache: string): boolean {
  return existsSync(cache) && readdirSync(cache).length > 0;
}

/** Sets aside the caches that came with an installation, before anything runs that could write to them. Answers how to give them to a copy. */
export async function setCachesAside(
  checkout: string,
  folders: readonly string[],
  aside: string,
): Promise<(copy: string) => Promise<void>> {
  const root = realpathSync(checkout);
  const caches = folders.flatMap((folder) => MODULE_CACHES.map((name) => posix.join(folder, 'node_modules', name)));
  const kept = caches.filter((cache) => isFolderItself(root, cache) && holdsSomething(join(root, cache)));
  await copyModules(checkout, aside, kept);
  const stamps = () => stampsOf(aside, filesOf(aside, kept));
  const before = stamps();
  return async (copy) => {
    const within = realpathSync(copy);
    // What the build left there is code that tools would run in place of what is judged.
    for (const cache of caches) if (isFolderItself(within, posix.dirname(cache))) await removeTree(join(within, cache));
    await copyModules(aside, copy, kept);
    const changed = firstDifference(before, stamps());
    if (changed !== null) throw new AdapterError('CACHES_CHANGED', `${changed} is not what was installed: something wrote to it meanwhile`);
  };
}

/** How a sandbox that can do so shows the modules to a command. */
export interface GuardedModules {
  readonly readOnly: readonly Mount[];
  /** Folders inside of them that the command may write to all the same. */
  readonly writable: readonly string[];
}

/** Prepares a checkout for it: makes the folders that may be written to, as nobody could make them later. */
export async function guardModules(dir: string, { from, paths }: Modules): Promise<GuardedModules> {
  const guarded: GuardedModules = {
    readOnly: paths.map((path) => ({ from: join(from, path), at: join(dir, path) })),
    writable: paths.flatMap((path) => MODULE_CACHES.map((name) => join(dir, path, name))),
  };
  for (const { at } of guarded.readOnly) await mkdir(at, { recursive: true });
  const elsewhere = misplaced(dir, { ...guarded, writable: [] });
  if (elsewhere !== null) throw new AdapterError('MODULES_MISPLACED', `${relative(dir, elsewhere)} lies behind a symbolic link`);
  for (const path of guarded.writable) {
    await mkdir(path, { recursive: true });
    // What is mounted there has to have a folder to mount it on.
    await mkdir(join(from, relative(dir, path)), { recursive: true });
  }
  if (misplaced(dir, guarded) === null) await makeWhatXoExpects(guarded);
  return guarded;
}

/**
 * Where xo writes the settings of TypeScript files that no tsconfig.json names, and looks for them. It makes its folder elsewhere when it may not write
 * to the modules around the cache, and then calls the missing settings an error of the file.
 */
async function makeWhatXoExpects({ readOnly }: GuardedModules): Promise<void> {
  for (const { from, at } of readOnly) if (existsSync(join(from, 'xo'))) await mkdir(join(at, '.cache/xo-linter'), { recursive: true });
}

/** The first place where modules are seen, or may be written to, that now leads elsewhere or is gone; null when there is none. */
export function misplaced(dir: string, { readOnly, writable }: GuardedModules): string | null {
  const isInPlace = (path: string) => existsSync(path) && realpathSync(path) === join(realpathSync(dir), relative(dir, path));
  return [...readOnly.map(({ at }) => at), ...writable].find((path) => !isInPlace(path)) ?? null;
}

/** AdapterError when something installed is a link to a place outside the checkout: what lies there was neither locked nor judged. */
export function requireInside(dir: string, folders: readonly string[]): void {
  const [link] = linksOut(dir, filesOf(dir, modulesIn(dir, folders)));
  if (link === undefined) return;
  throw new AdapterError(
    'DEPENDENCY_OUTSIDE',
    `${link} is a link that leads out of the repository: what lies there is not part of the change`,
    {
      hint: 'depend on a package of the repository or of a registry',
    },
  );
}

/** Beside the modules of a kept installation, written once when it was made. */
const SEAL = '.installation.json';
const seal = z.strictObject({ modules: z.array(z.string()), digest: z.string(), stamps: z.string() });
type Seal = z.infer<typeof seal>;

/** Writes down what a kept installation holds; answers the digest of it. */
export async function sealInstallation(dir: string, modules: readonly string[]): Promise<string> {
  const said: Seal = { modules: [...modules], digest: await modulesDigest(dir, modules), stamps: await stampDigest(dir, modules) };
  await replaceText(join(dir, SEAL), JSON.stringify(said));
  return said.digest;
}

/** What a kept installation is to hold; null when nothing readable says so. */
export async function readSeal(dir: string): Promise<Seal | null> {
  const text = await readText(join(dir, SEAL));
  if (text === null) return null;
  try {
    return seal.parse(JSON.parse(text));
  } catch {
    // Written by ourselves, so somebody else has been there.
    return null;
  }
}

/** SHA-256 over everything a kept installation holds now; null when nothing says where it is. */
export async function installedDigest(kept: string): Promise<string | null> {
  const said = await readSeal(kept);
  return said === null ? null : modulesDigest(kept, said.modules);
}

/**
 * Copies a kept installation into a checkout and answers its digest. Null when it is not what was kept, byte for byte: asked of its stamps after the
 * copy, so that nothing can change in between; where those differ, as after a move, of the copy's bytes.
 */
export async function copyKept(kept: string, checkout: string): Promise<Kept | null> {
  const said = await readSeal(kept);
  if (said === null) return null;
  await copyModules(kept, checkout, said.modules);
  return checked(said, kept, checkout);
}

/** Prepares a checkout to have a kept installation mounted: a copy only of what tools may write to. Null when it is not what was kept. */
export async function mountKept(kept: string, checkout: string): Promise<Kept | null> {
  const said = await readSeal(kept);
  if (said === null) return null;
  for (const path of said.modules) {
    await mkdir(join(checkout, path), { recursive: true });
    const caches = MODULE_CACHES.map((name) => join(path, name)).filter((cache) => holdsSomething(join(kept, cache)));
    for (const cache of caches) await copyFolder(join(kept, cache), join(checkout, cache));
  }
  return checked(said, kept, kept);
}

/** An installation as it is used in a checkout. */
export interface Kept {
  readonly digest: string;
  readonly modules: Modules;
}

async function checked({ modules: paths, stamps, digest }: Seal, kept: string, from: string): Promise<Kept | null> {
  const isKept = stamps === (await stampDigest(kept, paths)) || digest === (await modulesDigest(from, paths));
  return isKept ? { digest, modules: { from, paths } } : null;
}
