import { posix } from 'node:path';
import type { Tree } from '../domain/tree.ts';

export const SYMLINK = '120000';

/** As many as Linux follows before it gives up. */
const MAX_LINKS = 40;

export interface Way {
  readonly leaves: boolean;
  /** The links that were followed, the first included. */
  readonly links: readonly string[];
}

/**
 * Follows a symbolic link through the tree as the kernel would: `..` behind a link to a folder is the folder above the target,
 * not the one above the link, so the text of a link alone does not tell whether it stays inside.
 */
export async function followLink(tree: Tree, path: string): Promise<Way> {
  const links: string[] = [];
  const open = path.split('/');
  let at = '';
  while (open.length > 0 && links.length <= MAX_LINKS) {
    const name = open.shift() ?? '';
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (at === '') return { leaves: true, links };
      at = parentOf(at);
      continue;
    }
    const next = posix.join(at, name);
    if (tree.entry(next)?.mode !== SYMLINK) {
      at = next;
      continue;
    }
    links.push(next);
    const target = (await tree.read(next)) ?? '';
    if (posix.isAbsolute(target)) return { leaves: true, links };
    open.unshift(...target.split('/'));
  }
  return { leaves: false, links };
}

function parentOf(path: string): string {
  const parent = posix.dirname(path);
  return parent === '.' ? '' : parent;
}
