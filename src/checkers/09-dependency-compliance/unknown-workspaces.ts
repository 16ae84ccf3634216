import { posix } from 'node:path';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import type { Sighting } from './rules.ts';

/** Packages that the settings call workspaces and the lockfile has never heard of. */
export function unknownWorkspaces(lock: Lock, side: Dependencies): Sighting[] {
  if (lock.graph.importers.length === 0) return [];
  const known = new Set(lock.graph.importers.map(({ folder }) => folder));
  return workspacesOf(lock, side).flatMap(({ path, folder }) => {
    const manifest = side.packages.get(path);
    if (known.has(folder) || manifest === undefined || manifest.name === null || manifest.asked.length === 0) return [];
    const message = `${manifest.name} is a workspace that ${lock.path} does not hold`;
    return [{ rule: 'lockfile-disagrees' as const, path, code: `${lock.path} ${manifest.name}`, message }];
  });
}

/** The manifests below a lockfile that the settings beside it call workspaces; a folder is relative to the lockfile's. */
export function workspacesOf(lock: Lock, { packages, pnpmWorkspaces }: Dependencies): { readonly path: string; readonly folder: string }[] {
  const globs = lock.path.endsWith('pnpm-lock.yaml')
    ? (pnpmWorkspaces.get(lock.folder) ?? [])
    : (packages.get(posix.join(lock.folder, 'package.json'))?.workspaces ?? []);
  const named = globs.filter((glob) => !glob.startsWith('!')).map(plainGlob);
  const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => plainGlob(glob.slice(1)));
  return [...packages.keys()].flatMap((path) => {
    const folder = posix.relative(lock.folder === '' ? '.' : lock.folder, posix.dirname(path));
    const isNamed = named.some((glob) => matchesGlob(folder, glob)) && !excluded.some((glob) => matchesGlob(folder, glob));
    return isNamed && folder !== '' && !folder.startsWith('..') ? [{ path, folder }] : [];
  });
}

/** What packages of the repository call themselves that a lockfile is for: no other one of the tree is found in place of what is fetched. */
export function memberNames(lock: Lock, side: Dependencies): ReadonlySet<string> {
  const known = lock.graph.importers.flatMap(({ folder }) => (folder === null ? [] : posix.join(lock.folder, folder, 'package.json')));
  const paths = [posix.join(lock.folder, 'package.json'), ...known, ...workspacesOf(lock, side).map(({ path }) => path)];
  return new Set(paths.flatMap((path) => side.packages.get(path)?.name ?? []));
}

/** A slash at the end would mean everything below; `./` before it means nothing. */
function plainGlob(glob: string): string {
  return glob.replace(/^\.\/+/, '').replace(/\/+$/, '');
}
