import { posix } from 'node:path';

/**
 * A path as a program printed it, as a path inside the repository; `.` when it points outside. Programs of a workspace print paths
 * relative to their own folder: a path that is none of the tree's and the end of exactly one of them is taken for that one.
 */
export function repositoryPath(printed: string, paths: ReadonlySet<string>): string {
  const path = posix.normalize(printed.replaceAll('\\', '/')).replace(/^(\.\/)+/, '');
  if (OUTSIDE.test(path)) return '.';
  if (paths.has(path)) return path;
  const endings = [...paths].filter((candidate) => candidate.endsWith(`/${path}`));
  const [only] = endings;
  return endings.length === 1 && only !== undefined ? only : path;
}

const OUTSIDE = /^(\.{0,2}$|\.\.\/|\/|[A-Za-z]:|[a-z]+:\/)/;
