import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { importsOf } from '../../syntax/imports.ts';
import { stringValue } from '../../syntax/literal.ts';
import { packageEntries } from '../../syntax/package-entries.ts';
import { type ParsedSource, parseSource } from '../../syntax/parse-source.ts';
import { resolveFile } from '../../syntax/resolve-relative.ts';
import { walk } from '../../syntax/walk.ts';
import { isCoverable } from './source-files.ts';

/** People's own programs around the product: what they import need not be part of it. */
const ASIDE = /(^|\/)(scripts?|tools?|bench(marks?)?|examples?|demos?|docs?|playgrounds?|stories)\/|\.stories\.[^/]*$/;

/** What may be a specifier, from every quote on: an apostrophe in prose has no other half. */
const QUOTED = /['"`](?=([^'"`\s]+)['"`])/g;

/**
 * Files that nobody would ask coverage of for where they are (below `test`, in a folder with a dot, called like a configuration), and
 * that production code imports all the same, by a path, a URL beside it or a name of package.json, directly or by way of each other.
 */
export async function productionFiles(tree: Tree, isTestFile: (path: string) => boolean): Promise<ReadonlySet<string>> {
  const isExempt = (path: string) => !isCoverable(path, isTestFile) || ASIDE.test(path);
  const entriesOf = await packageEntries(tree);
  const meant = (importer: string, specifier: string): readonly string[] =>
    specifier.startsWith('.') ? [posix.join(posix.dirname(importer), specifier)] : entriesOf(importer, specifier);
  const found = new Set<string>();
  const open = tree.paths.filter((path) => !isExempt(path));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const imported of await importedFrom({ tree, path, isExempt, meant })) {
      if (found.has(imported)) continue;
      found.add(imported);
      open.push(imported);
    }
  }
  return found;
}

interface Importer {
  readonly tree: Tree;
  readonly path: string;
  readonly isExempt: (path: string) => boolean;
  /** Paths a specifier may mean, with or without the ending of the file. */
  readonly meant: (importer: string, specifier: string) => readonly string[];
}

/** Only what is exempt where it is: everything else is asked for coverage anyway. */
async function importedFrom({ tree, path, isExempt, meant }: Importer): Promise<string[]> {
  const text = await tree.read(path);
  if (text === null) return [];
  const suspects = (specifier: string) =>
    meant(path, specifier).filter((target) => isExempt(`${target.replace(/[?#].*$/, '').replace(/\.[cm]?[jt]sx?$/, '')}.js`));
  // Few files name such a place at all: only those are parsed, and those that may name one in another way.
  const isNamed = [...text.matchAll(QUOTED)].some(([, specifier = '']) => specifier.includes('\\') || suspects(specifier).length > 0);
  if (!isNamed && !/\bnew\s+URL\b/.test(text)) return [];
  const source = parseSource(path, text);
  if (source === null || source.problem !== null) return [];
  const imported = importsOf(source).flatMap(({ specifier, isTypeOnly }) => (isTypeOnly ? [] : [specifier]));
  return [...imported, ...urlsBeside(source)].flatMap(suspects).flatMap((target) => {
    const file = resolveFile(tree, target) ?? resolveFile(tree, target.replace(/[?#].*$/, ''));
    return file !== null && /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith('.d.ts') ? [file] : [];
  });
}

/** `new URL('./worker.js', import.meta.url)`: for an `import()`, a worker or whoever loads it. */
function urlsBeside({ program }: ParsedSource): string[] {
  const found: string[] = [];
  walk(program, (node) => {
    if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'URL') return;
    const [target, from] = node.arguments;
    const specifier = stringValue(target);
    if (specifier === null || from?.type !== 'MemberExpression' || from.object.type !== 'MetaProperty') return;
    // A URL needs no dot in front.
    if (!/^(\/|[a-z][a-z\d+.-]*:)/i.test(specifier)) found.push(`./${specifier}`);
  });
  return found;
}
