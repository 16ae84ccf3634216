import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { importsOf } from '../../syntax/imports.ts';
import { stringValue } from '../../syntax/literal.ts';
import { packageEntries } from '../../syntax/package-entries.ts';
import { type ParsedSource, parseSource } from '../../syntax/parse-source.ts';
import { resolveFile } from '../../syntax/resolve-relative.ts';
import { walk } from '../../syntax/walk.ts';
import { isCoverable, type Sources } from './source-files.ts';

/** People's own programs around the product: what they import need not be part of it. */
export const ASIDE = /(^|\/)(scripts?|tools?|bench(marks?)?|examples?|demos?|docs?|playgrounds?|stories)\/|\.stories\.[^/]*$/;

/** What may be a specifier, from every quote on: an apostrophe in prose has no other half. */
const QUOTED = /['"`](?=([^'"`\s]+)['"`])/g;

/** Loads what is not written there, or by a function of another name. */
const LOADS_COMPUTED = /\bcreateRequire\b|\b(import|require)\s*\(\s*(\/\*[^]*?\*\/\s*)?[^'"\s)/]/;

/**
 * Files that nobody would ask coverage of for where they are (below `test`, in a folder with a dot, called like a configuration), and
 * that production code imports all the same, by a path, a URL beside it or a name of package.json, directly or by way of each other. Where
 * a path is computed, whatever is named there may be one. `isAside` exempts more of them.
 */
export async function productionFiles(
  tree: Tree,
  suite: Sources,
  isAside: (path: string) => boolean = () => false,
): Promise<ReadonlySet<string>> {
  const isExempt = (path: string) => !isCoverable(path, suite) || ASIDE.test(path) || isAside(path);
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
  const loadsComputed = LOADS_COMPUTED.test(text);
  if (!isNamed && !loadsComputed && !/\bnew\s+URL\b/.test(text)) return [];
  const source = parseSource(path, text);
  if (source === null || source.problem !== null) return [];
  // Of all that may be put together most is nowhere.
  const isThere = (named: string) => {
    const target = posix.join(posix.dirname(path), named);
    return ['', '.js', '.cjs', '.mjs', '.ts'].some((ending) => tree.has(target + ending));
  };
  const imported = importsOf(source).flatMap(({ specifier, isTypeOnly }) => (isTypeOnly ? [] : [specifier]));
  return [...imported, ...urlsBeside(source), ...(loadsComputed ? pathsIn(source).filter(isThere) : [])]
    .flatMap(suspects)
    .flatMap((target) => {
      const file = resolveFile(tree, target) ?? resolveFile(tree, target.replace(/[?#].*$/, ''));
      return file !== null && /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith('.d.ts') ? [file] : [];
    });
}

/** Every text of a program that is a relative path, and what other texts are below it. */
function pathsIn({ program }: ParsedSource): string[] {
  const texts = new Set<string>();
  walk(program, (node) => {
    const text = node.type === 'TemplateElement' ? node.value.cooked : stringValue(node);
    if (text !== null) texts.add(text);
    // These are no parts of anything.
    return node.type !== 'ImportDeclaration' && node.type !== 'ExportAllDeclaration';
  });
  const paths = [...texts].filter((text) => /^\.\.?(\/[^\s]*)?$/.test(text));
  const names = [...texts].filter((text) => /^\/?[\w@-][\w@.-]*(\/[\w@.-]+)*$/.test(text));
  return [...paths, ...paths.flatMap((path) => names.map((name) => `${path}/${name}`))];
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
