import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '../platform/files.ts';
import { readOrdinary } from '../platform/read-ordinary.ts';

/**
 * Does the person's npm or pnpm installation hold exactly what the checkout's lockfile asks for? A package too many is as wrong
 * as one too few: a change that imports it would build here and nowhere else.
 */
export async function matchesLockfile(local: string, checkout: string): Promise<boolean> {
  const pnpm = await lockfileOf(checkout, 'pnpm-lock.yaml');
  if (pnpm !== null) return pnpm === (await readText(join(local, 'node_modules/.pnpm/lock.yaml')));
  const [wanted, installed] = await Promise.all([
    lockfileOf(checkout, 'package-lock.json'),
    readText(join(local, 'node_modules/.package-lock.json')),
  ]);
  if (wanted === null || installed === null) return false;
  const [want, have] = [packagesOf(wanted), packagesOf(installed)];
  const isInstalled = (path: string) => path.startsWith('node_modules/') || path.includes('/node_modules/');
  const holdsAll = Object.entries(want).every(([path, { version, integrity, link, optional, devOptional, peer }]) => {
    if (!isInstalled(path)) return true;
    const found = have[path];
    if (found === undefined) return optional === true || devOptional === true || peer === true;
    return link === true ? found.link === true : found.version === version && found.integrity === integrity;
  });
  return holdsAll && Object.keys(have).every((path) => !isInstalled(path) || path in want) && (await holdsOnly(local, want));
}

const MAX_LOCKFILE_BYTES = 256 * 1024 * 1024;

/** The change brings it along: it may be a link to anything. */
function lockfileOf(checkout: string, name: string): Promise<string | null> {
  return readOrdinary(join(checkout, name), { within: checkout, maxBytes: MAX_LOCKFILE_BYTES });
}

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

function packagesOf(text: string): Readonly<Record<string, LockedPackage>> {
  const { packages = {} }: { readonly packages?: Record<string, LockedPackage> } = JSON.parse(text);
  return packages;
}

/** npm's own list does not know what came into `node_modules` without npm. */
async function holdsOnly(local: string, want: Readonly<Record<string, LockedPackage>>): Promise<boolean> {
  const names = await visibleIn(join(local, 'node_modules'));
  const scoped = await Promise.all(
    names.map(async (name) =>
      name.startsWith('@') ? (await visibleIn(join(local, 'node_modules', name))).map((inside) => `${name}/${inside}`) : [name],
    ),
  );
  return scoped.flat().every((name) => `node_modules/${name}` in want);
}

async function visibleIn(folder: string): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder)).filter((name) => !name.startsWith('.')) : [];
}
