import { posix } from 'node:path';
import type { Change } from '../domain/change.ts';
import type { Tree } from '../domain/tree.ts';
import { followLink, SYMLINK } from './follow-link.ts';

const GITLINK = '160000';

/** Why a change cannot be judged at all; empty when it can. No order and no waiver clears these. */
export async function refusals(change: Change, head: Tree): Promise<string[]> {
  const written = change.files.filter((file) => file.status !== 'deleted');
  const packages = new Set(head.paths.filter((path) => posix.basename(path) === 'package.json').map((path) => posix.dirname(path)));
  const reasons = written.flatMap(({ path, newMode, oldMode }) => {
    const segments = path.split('/');
    const modules = segments.indexOf('node_modules');
    return [
      ...(newMode === GITLINK ? [`${path}: adds or alters a submodule (gitlink)`] : []),
      ...(oldMode === GITLINK && newMode !== GITLINK ? [`${path}: replaces a submodule (gitlink)`] : []),
      ...(posix.basename(path).toLowerCase() === '.gitmodules' ? [`${path}: submodule configuration`] : []),
      ...(segments.some((segment) => segment.toLowerCase() === '.git') ? [`${path}: a path segment named .git`] : []),
      ...(modules >= 0 && packages.has(segments.slice(0, modules).join('/') || '.')
        ? [`${path}: installed dependencies in the change`]
        : []),
      // Two such names read the same, and one of them would hide behind the other.
      ...(path.includes('\uFFFD') ? [`${path}: a name that is not UTF-8`] : []),
      ...(path === '.jidoka/state' || path.startsWith('.jidoka/state/') ? [`${path}: Jidoka's own state`] : []),
    ];
  });
  return [...reasons, ...(await linksThatLeave(head, new Set(written.map(({ path }) => path))))];
}

/** Symbolic links that lead out of the tree by way of one that the change wrote, itself included. */
async function linksThatLeave(head: Tree, written: ReadonlySet<string>): Promise<string[]> {
  const links = head.paths.filter((path) => head.entry(path)?.mode === SYMLINK);
  if (!links.some((path) => written.has(path))) return [];
  const ways = await Promise.all(links.map(async (path) => ({ path, way: await followLink(head, path) })));
  return ways
    .filter(({ way }) => way.leaves && way.links.some((link) => written.has(link)))
    .map(({ path }) => `${path}: a symbolic link that leaves the tree`);
}
