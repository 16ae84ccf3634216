import { posix } from 'node:path';

/** Paths of all files of a tree by the name of the file, so that a build that prints much is still read fast. */
export type PathsByName = ReadonlyMap<string, readonly string[]>;

export function pathsByName(paths: readonly string[]): PathsByName {
  return Map.groupBy(paths, (path) => posix.basename(path));
}

/**
 * A path as a program printed it, as a path inside the repository; `.` when it points outside. Programs of a workspace print paths
 * relative to their own folder: a path that is none of the tree's and the end of exactly one of them is taken for that one.
 */
export function repositoryPath(printed: string, byName: PathsByName): string {
  const path = posix.normalize(printed.replaceAll('\\', '/')).replace(/^(\.\/)+/, '');
  if (OUTSIDE.test(path)) return '.';
  const sameName = byName.get(posix.basename(path)) ?? [];
  if (sameName.includes(path)) return path;
  const endings = sameName.filter((candidate) => candidate.endsWith(`/${path}`));
  const [only] = endings;
  return endings.length === 1 && only !== undefined ? only : path;
}

const OUTSIDE = /^(\.{0,2}$|\.\.\/|\/|[A-Za-z]:|[a-z]+:\/)/;
