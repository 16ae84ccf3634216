import { posix } from 'node:path';
import { readBunLock } from './bun-lock.ts';
import type { LockedPackage } from './locked-package.ts';
import { readNpmLock } from './npm-lock.ts';
import { readPnpmLock } from './pnpm-lock.ts';
import { readYarnLock } from './yarn-lock.ts';

const READERS: Readonly<Record<string, (source: string) => LockedPackage[]>> = {
  'package-lock.json': readNpmLock,
  'npm-shrinkwrap.json': readNpmLock,
  'pnpm-lock.yaml': readPnpmLock,
  'yarn.lock': readYarnLock,
  'bun.lock': readBunLock,
  'bun.lockb': () => {
    throw new TypeError('a binary lockfile');
  },
};

export function isLockfile(path: string): boolean {
  return Object.hasOwn(READERS, posix.basename(path));
}

/** Twice the largest there are. YAML made to be slow takes five seconds a million characters, in which nothing else happens. */
const MAX_CHARACTERS = 16_000_000;

/** Lockfiles that are kept: those of both sides of a change are asked for several times. */
const KEPT = 4;
const kept = new Map<string, readonly LockedPackage[] | null>();

/** The packages that a lockfile pins; null when it cannot be read. */
export function readLockfile(path: string, source: string): readonly LockedPackage[] | null {
  if (source.length > MAX_CHARACTERS) return null;
  const key = `${posix.basename(path)}\0${source}`;
  const known = kept.get(key);
  const packages = known === undefined ? packagesIn(path, source) : known;
  kept.delete(key);
  kept.set(key, packages);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  return packages;
}

function packagesIn(path: string, source: string): readonly LockedPackage[] | null {
  try {
    return READERS[posix.basename(path)]?.(source) ?? null;
  } catch {
    // Whatever it is: what cannot be read pins nothing that could be compared.
    return null;
  }
}
