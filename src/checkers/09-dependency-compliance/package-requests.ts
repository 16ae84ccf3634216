import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { couldBeAlias } from '../../syntax/alias.ts';
import { importsOf, type ModuleImport } from '../../syntax/imports.ts';
import { jsonOf } from '../../syntax/json-of.ts';
import { packageName } from '../../syntax/package-name.ts';
import { parseSource, sourceLanguage } from '../../syntax/parse-source.ts';

/** Longer ones are bundles that nobody wrote. */
const MAX_CHARACTERS = 2_000_000;
const FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies'];
/** What other runtimes resolve names by. */
const MAPS = ['deno.json', 'deno.jsonc', 'import_map.json', 'import-map.json', 'jsr.json'];
/** What is never published: what it imports has only to be there when the repository works on itself. */
const OWN_USE =
  /(^|\/)(\.[^/]+|tests?|__tests__|__mocks__|specs?|e2e|cypress|benchmarks?|bench|scripts?|tools?|docs?|website|examples?|samples?|templates?|playgrounds?|fixtures?|stories)\/|[._-](test|spec|test-d|bench|stories|config|setup)\.[^/]+$|(^|\/)[^/]*rc\.[cm]?[jt]s$/i;

/** An import of a package. */
export interface Request extends ModuleImport {
  readonly name: string;
}

/** What a file asks of packages; nothing where it is no program, or not JavaScript or TypeScript. */
export async function requestsIn(tree: Tree, path: string): Promise<Request[]> {
  if (sourceLanguage(path) === null || tree.entry(path)?.mode.startsWith('100') !== true || /(^|\/)node_modules\//.test(path)) return [];
  const text = (await tree.read(path)) ?? '';
  const parsed = text.length > MAX_CHARACTERS ? null : parseSource(path, text);
  if (parsed === null || parsed.problem !== null) return [];
  return importsOf(parsed).flatMap((one) => {
    const name = packageName(one.specifier);
    return name === null ? [] : [{ ...one, name }];
  });
}

export interface Place {
  readonly importer: string;
  readonly tree: Tree;
}

/** Is it certain that no manifest above the importer asks for the package, and that nothing else is meant? */
export async function isUndeclared({ name, specifier }: Request, { importer, tree }: Place): Promise<boolean> {
  const names = [name, `@types/${name.replace(/^@/, '').replace('/', '__')}`];
  let isInPackage = false;
  for (const folder of foldersAbove(importer)) {
    if (MAPS.some((one) => tree.has(posix.join(folder, one)))) return false;
    const path = posix.join(folder, 'package.json');
    if (!tree.has(path)) continue;
    isInPackage = true;
    const manifest = jsonOf(await tree.read(path));
    if (FIELDS.some((field) => namesIn(manifest[field]).some((one) => names.includes(one)))) return false;
  }
  return isInPackage && !(await isOfRepository(name, tree)) && !(await couldBeAlias({ tree, importer, specifier }));
}

/** Milder for what has only to be there when the repository works on itself, and for what is gone when it runs. */
export function severityOf({ isTypeOnly }: Request, importer: string): { readonly severity?: 'warning' } {
  return isTypeOnly || OWN_USE.test(importer) ? { severity: 'warning' } : {};
}

/** The folders above a file, the nearest first; the root is empty. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    folders.push(folder === '.' ? '' : folder);
    if (folder === '.' || folder === '/') return folders;
  }
}

/** Workspaces are linked to each other whether they ask or not. */
async function isOfRepository(name: string, tree: Tree): Promise<boolean> {
  for (const path of tree.paths) {
    if (posix.basename(path) === 'package.json' && !/(^|\/)node_modules\//.test(path) && jsonOf(await tree.read(path))['name'] === name)
      return true;
  }
  return false;
}

function namesIn(field: unknown): string[] {
  if (Array.isArray(field)) return field.filter((name) => typeof name === 'string');
  return typeof field === 'object' && field !== null ? Object.keys(field) : [];
}
