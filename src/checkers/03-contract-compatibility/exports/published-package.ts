import { posix } from 'node:path';
import { readJson } from '../../../definitions/read-json.ts';
import type { Tree } from '../../../domain/tree.ts';
import { sourceLanguage } from '../../../syntax/parse-source.ts';
import { resolveFile } from '../../../syntax/resolve-relative.ts';
import { isFields } from '../spot.ts';

/** A package of the tree that others install. */
export interface PublishedPackage {
  readonly folder: string;
  readonly name: string;
  /** What its compiler makes, as its settings say it. */
  readonly builds: readonly Build[];
  readonly version: string | null;
  /** What can be imported: `.`, `./sub`; patterns as they are written. */
  readonly subpaths: ReadonlyMap<string, Subpath>;
  /** Without `exports` every file can be imported. */
  readonly hasExports: boolean;
  readonly commands: ReadonlySet<string>;
  /** Versions of Node that it says it runs on; null where it says none. */
  readonly node: string | null;
  /** It is started, and nothing says that it is installed by others. */
  readonly isProgram: boolean;
}

/** Folders of a package: from where a compiler reads, null where its settings do not say it, and to where it writes. */
interface Build {
  readonly from: string | null;
  readonly to: string;
}

export interface Subpath {
  /** What it leads to, as it is written. */
  readonly targets: readonly string[];
  /** Source files of the tree it leads to; empty where none could be found. */
  readonly files: readonly string[];
  readonly conditions: ReadonlySet<string>;
}

/** Null: there is none, it is private, or nothing of it is said to be imported. */
export async function publishedPackage(tree: Tree, folder: string): Promise<PublishedPackage | null> {
  const manifest = await manifestOf(tree, folder);
  if (manifest === null) return null;
  const { name, version, exports, bin, engines } = manifest;
  const own = exports === undefined || exports === null ? ownEntries(manifest) : tableOf(exports);
  const builds = await buildsIn(tree, folder);
  const subpaths = new Map(
    [...own].map(([key, value]) => {
      const targets = targetsIn(value);
      const found = targets.map((target) => sourceOf({ tree, folder, target, key, builds })).filter((file) => file !== null);
      // Whoever has types reads those beside it.
      const files = [...new Set([...found, ...found.map(typesBeside).filter((file) => tree.has(file))])];
      return [key, { targets, files, conditions: conditionsIn(value) }] as const;
    }),
  );
  return {
    folder,
    name,
    builds,
    version: typeof version === 'string' ? version : null,
    subpaths,
    hasExports: exports !== undefined && exports !== null,
    commands: new Set(typeof bin === 'string' ? [name.replace(/^@[^/]*\//, '')] : isFields(bin) ? Object.keys(bin) : []),
    isProgram: isProgram(manifest),
    node: isFields(engines) && typeof engines['node'] === 'string' ? engines['node'] : null,
  };
}

const OF_LIBRARY = ['exports', 'bin', 'files', 'publishConfig', 'types', 'typings', 'module', 'browser', 'peerDependencies'];

/** With a script to start it and none of the keys by which others use it; what `npm init` writes is none. */
function isProgram(manifest: Readonly<Record<string, unknown>>): boolean {
  const { scripts } = manifest;
  return isFields(scripts) && typeof scripts['start'] === 'string' && OF_LIBRARY.every((key) => manifest[key] === undefined);
}

/** The definitions by hand that compilers read in place of a module. */
function typesBeside(file: string): string {
  return /\.[cm]?js$/.test(file) ? file.replace(/\.([cm]?)js$/, '.d.$1ts') : `${file}.d.ts`;
}

async function buildsIn(tree: Tree, folder: string): Promise<readonly Build[]> {
  const builds: Build[] = [];
  for (const name of ['tsconfig.json', 'tsconfig.build.json']) {
    const text = await tree.read(posix.join(folder, name));
    const settings = text === null ? null : (readJson(text, { isLoose: true }).document?.value ?? null);
    const options = isFields(settings) ? settings['compilerOptions'] : undefined;
    const [to, from] = isFields(options) ? [options['outDir'], options['rootDir']] : [];
    if (typeof to === 'string') builds.push({ from: typeof from === 'string' ? posix.normalize(from) : null, to: posix.normalize(to) });
  }
  return builds;
}

/** Keys of what is published, or only built here: of the one that has none of them, and no version, nothing ever was. */
const OF_PUBLISHED = ['version', 'files', 'publishConfig'];

/** Of a package that is private, that has no name, or that nobody can publish, null. */
export async function manifestOf(
  tree: Tree,
  folder: string,
): Promise<(Readonly<Record<string, unknown>> & { readonly name: string }) | null> {
  const text = await tree.read(posix.join(folder, 'package.json'));
  const manifest = text === null ? null : fieldsIn(text);
  if (manifest === null || manifest['private'] === true || typeof manifest['name'] !== 'string') return null;
  if (OF_PUBLISHED.every((key) => manifest[key] === undefined)) return null;
  return { ...manifest, name: manifest['name'] };
}

/** Of what is no object, null. */
export function fieldsIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Without `exports`: what the older keys name. */
function ownEntries(manifest: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const targets = ['main', 'module', 'types', 'typings', 'browser'].map((key) => manifest[key]).filter((one) => typeof one === 'string');
  return new Map([['.', targets.length === 0 ? ['./index.js'] : targets.map((one) => `./${posix.normalize(one)}`)]]);
}

function tableOf(exports: unknown): Map<string, unknown> {
  const isTable = isFields(exports) && Object.keys(exports).every((key) => key.startsWith('.'));
  // A null says that it cannot be imported.
  return isTable ? new Map(Object.entries(exports).filter(([, value]) => value !== null)) : new Map([['.', exports]]);
}

function targetsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  return depth < 10 && typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => targetsIn(one, depth + 1)) : [];
}

function conditionsIn(value: unknown, depth = 0): ReadonlySet<string> {
  if (!isFields(value) || depth > 10) return new Set(typeof value === 'string' && depth === 0 ? ['default'] : []);
  return new Set(Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [key, ...conditionsIn(inner, depth + 1)])));
}

const BUILT = /^(?:dist|lib|build|out|esm|cjs|es|types?|typings|module|umd|output|modern|legacy|node|browser|deno)[^/]*\//;

export function isBuilt(target: string): boolean {
  return BUILT.test(target.replace(/^\.\//, ''));
}

/** The source of what a package names, which mostly is built from it; null when it is not to be found, or a pattern. */
export function sourceOf({
  tree,
  folder,
  target,
  key,
  builds,
}: {
  readonly tree: Tree;
  readonly folder: string;
  readonly target: string;
  readonly key: string;
  readonly builds: readonly Build[];
}): string | null {
  if (target.includes('*') || key.includes('*') || !target.startsWith('./') || !/\.[cm]?[jt]sx?$|\/[^.]*$/.test(target)) return null;
  const path = target.slice(2);
  const written = posix.join(folder, path);
  if (tree.has(written)) return written;
  let rest = path.replace(/\.d\.([cm]?)ts$/, '.$1js');
  const tried = [rest];
  for (let i = 0; i < 3 && BUILT.test(rest); i += 1) {
    rest = rest.replace(BUILT, '');
    tried.push(rest);
  }
  // A file of that name or an index in a folder of it; at last what the path itself is called.
  for (const { from, to } of builds) {
    const within = posix.relative(to, tried[0] ?? '');
    if (!within.startsWith('..')) tried.unshift(...(from === null ? [] : [posix.join(from, within)]), within);
  }
  const stems = tried.map((one) => one.replace(/\.[cm]?[jt]sx?$/, ''));
  for (const one of [...tried, ...stems, key === '.' ? 'index' : key.slice(2)]) {
    for (const inner of ['src', 'source', 'lib', '']) {
      const found = resolveFile(tree, posix.join(folder, inner, one));
      if (found !== null && sourceLanguage(found) !== null && !/(^|\/)node_modules\//.test(found)) return found;
    }
  }
  return null;
}
