import { posix } from 'node:path';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { Tree } from '../../domain/tree.ts';

/** Would git leave this path out, with any ending? Then it is written by a build, and no tree has it. */
export async function isIgnoredByGit(tree: Tree, path: string): Promise<boolean> {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const file = posix.join(folder, '.gitignore');
    const text = tree.has(file) ? await tree.read(file) : null;
    const relative = folder === '.' ? path : path.slice(folder.length + 1);
    if (text !== null && text.split('\n').some((line) => ignores(line.trim(), relative))) return true;
    if (folder === '.' || folder === '/') return false;
  }
}

/** What stands for all files of a language says nothing about one: beside them the tree has the sources. */
const WHOLE_LANGUAGE = /^(\*\*\/)?\*\.(d\.)?[cm]?[jt]sx?$/;

function ignores(pattern: string, path: string): boolean {
  // A pattern of many stars is slow to match, and the tree's owner is not trusted.
  if (/^([#!]|$)/.test(pattern) || pattern.length > 200 || /(\*[^*]*){8}/.test(pattern)) return false;
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  if (WHOLE_LANGUAGE.test(bare)) return false;
  const anchored = pattern.replace(/\/$/, '').includes('/') ? bare : `**/${bare}`;
  // The specifier may leave out the ending that the pattern has.
  const stem = path.replace(/\.[cm]?jsx?$/, '');
  const endings = ['', '.ts', '.tsx', '.d.ts', '.js', '.json', '.mjs', '.cjs'];
  return [path, ...endings.map((ending) => `${stem}${ending}`)].some(
    (one) => matchesGlob(one, anchored) || matchesGlob(one, `${anchored}/**`),
  );
}
