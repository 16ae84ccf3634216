import { posix } from 'node:path';
import type { Change } from '../domain/change.ts';
import type { Tree } from '../domain/tree.ts';

const GITLINK = '160000';
const SYMLINK = '120000';

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
      ...(path === '.jidoka/state' || path.startsWith('.jidoka/state/') ? [`${path}: Jidoka's own state`] : []),
    ];
  });
  for (const { path, newMode } of written) {
    if (newMode !== SYMLINK) continue;
    const link = (await head.read(path)) ?? '';
    const end = posix.normalize(posix.join(posix.dirname(path), link));
    if (posix.isAbsolute(link) || end === '..' || end.startsWith('../')) reasons.push(`${path}: a symbolic link that leaves the tree`);
  }
  return reasons;
}
