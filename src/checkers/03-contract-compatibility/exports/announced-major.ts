import { posix } from 'node:path';
import type { Tree } from '../../../domain/tree.ts';
import type { PublishedPackage } from './published-package.ts';

/**
 * Is the next version of a package already known to be one that breaks? By its own version, which is a prerelease of such a one or an
 * alpha that promises nothing yet, or by a changeset that waits to be released.
 */
export async function announcedMajor(tree: Tree, { name, version }: PublishedPackage): Promise<boolean> {
  // `0.0.0-development` stands for whatever version a release gets.
  if (version !== null && /^(?:[1-9]\d*\.0\.0|0\.[1-9]\d*\.0)-.|-alpha\b/.test(version)) return true;
  const level = version?.startsWith('0.') === true ? /(?:major|minor)/ : /major/;
  for (const path of tree.paths) {
    if (posix.basename(posix.dirname(path)) !== '.changeset' || !path.endsWith('.md')) continue;
    const [, header = ''] = /^---\n([^]*?)\n---/.exec((await tree.read(path)) ?? '') ?? [];
    const said = header.split('\n').map((line) => line.replaceAll(/["']/g, ''));
    if (said.some((line) => line.startsWith(`${name}:`) && level.test(line.slice(name.length)))) return true;
  }
  return false;
}
