import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { importsOf } from '../../syntax/imports.ts';
import { parseSource } from '../../syntax/parse-source.ts';
import { resolveRelative } from '../../syntax/resolve-relative.ts';
import { isCoverable } from './source-files.ts';

/** People's own programs around the product: what they import need not be part of it. */
const ASIDE = /(^|\/)(scripts?|tools?|bench(marks?)?|examples?|demos?|docs?|playgrounds?|stories)\/|\.stories\.[^/]*$/;

const RELATIVE = /['"`](\.{1,2}\/[^'"`\n]+)['"`]/g;

/**
 * Files that nobody would ask coverage of for where they are (below `test`, in a folder with a dot, called like a configuration), and
 * that production code imports all the same, directly or by way of each other.
 */
export async function productionFiles(tree: Tree, isTestFile: (path: string) => boolean): Promise<ReadonlySet<string>> {
  const isExempt = (path: string) => !isCoverable(path, isTestFile) || ASIDE.test(path);
  const found = new Set<string>();
  const open = tree.paths.filter((path) => !isExempt(path));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const imported of await importedFrom(tree, path, isExempt)) {
      if (found.has(imported)) continue;
      found.add(imported);
      open.push(imported);
    }
  }
  return found;
}

/** Only what is exempt where it is: everything else is asked for coverage anyway. */
async function importedFrom(tree: Tree, path: string, isExempt: (path: string) => boolean): Promise<string[]> {
  const text = await tree.read(path);
  if (text === null) return [];
  const isSuspect = (specifier: string) => isExempt(`${posix.join(posix.dirname(path), specifier).replace(/\.[cm]?[jt]sx?$/, '')}.js`);
  // Few files name such a place at all: only those are parsed.
  if (![...text.matchAll(RELATIVE)].some(([, specifier = '']) => isSuspect(specifier))) return [];
  const source = parseSource(path, text);
  if (source === null || source.problem !== null) return [];
  return importsOf(source).flatMap(({ specifier, isTypeOnly }) => {
    if (isTypeOnly || !specifier.startsWith('.') || !isSuspect(specifier)) return [];
    const file = resolveRelative(tree, path, specifier);
    return file !== null && /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith('.d.ts') ? [file] : [];
  });
}
