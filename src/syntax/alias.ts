import { posix } from 'node:path';
import type { Tree } from '../domain/tree.ts';
import { jsonOf } from './json-of.ts';
import { resolveFile } from './resolve-relative.ts';

export interface AliasRequest {
  readonly tree: Tree;
  readonly importer: string;
  readonly specifier: string;
}

const BUNDLER_CONFIG =
  /(^|\/)((vite|vitest|webpack|rollup|rolldown|rspack|rsbuild|rslib|next|nuxt|astro|svelte|metro|babel|jest|vue|quasar|remix|craco|esbuild|tsup|tsdown|snowpack|wmr|farm|ember-cli-build|gulpfile|karma|playwright|electron\.vite)[\w.-]*\.[cm]?[jt]s|\.babelrc[^/]*|babel\.config\.json|angular\.json|project\.json|\.swcrc|jest[\w.-]*\.json|package\.json)$/i;
/** What Docusaurus resolves to its own files, its themes' and the site's. */
const DOCUSAURUS = /^@(theme|theme-original|theme-init|site|generated)\/|^@docusaurus\/(\w*[A-Z]\w*|router|constants)$/;
const DOCUSAURUS_CONFIG = /(^|\/)docusaurus\.config\.[cm]?[jt]s$/;
const TYPESCRIPT_CONFIG = /(^|\/)(ts|js)config[^/]*\.json$/;

/**
 * Could something else than Node's own rules make sense of this specifier: `paths`, `baseUrl` or `rootDirs` of a tsconfig, `imports` of a
 * package.json, an ambient module, an alias in a bundler's or test runner's config? A doubt counts as yes.
 */
export async function couldBeAlias({ tree, importer, specifier }: AliasRequest): Promise<boolean> {
  const above = tree.paths.filter((path) => !path.includes('node_modules/') && isAbove(path, importer));
  for (const path of above.filter((one) => TYPESCRIPT_CONFIG.test(one))) {
    if (await tsconfigExplains({ tree, path, specifier })) return true;
  }
  if (await ambientModule(tree, specifier)) return true;
  if (specifier.startsWith('.')) return false;
  if (DOCUSAURUS.test(specifier) && above.some((path) => DOCUSAURUS_CONFIG.test(path))) return true;
  const [segment = ''] = specifier.split('/');
  for (const path of above.filter((one) => BUNDLER_CONFIG.test(one))) {
    const text = (await tree.read(path)) ?? '';
    const isManifest = path.endsWith('package.json');
    if (isManifest ? manifestExplains(jsonOf(text), specifier) : mentions(text, segment)) return true;
  }
  // Folders that are roots of modules by some setting nobody can see from here.
  const folder = `/${segment}/`;
  return !segment.startsWith('@') && tree.paths.some((path) => `/${path}`.includes(`/src${folder}`) || path.startsWith(`${segment}/`));
}

function isAbove(path: string, importer: string): boolean {
  const folder = posix.dirname(path);
  return folder === '.' || importer.startsWith(`${folder}/`);
}

async function tsconfigExplains({
  tree,
  path,
  specifier,
}: {
  readonly tree: Tree;
  readonly path: string;
  readonly specifier: string;
}): Promise<boolean> {
  const { paths, baseUrl, rootDirs } = await compilerOptionsOf(tree, path);
  if (specifier.startsWith('.')) return Array.isArray(rootDirs);
  if (typeof paths === 'object' && paths !== null && Object.keys(paths).some((key) => matchesPattern(key, specifier))) return true;
  return typeof baseUrl === 'string' && resolveFile(tree, posix.normalize(posix.join(posix.dirname(path), baseUrl, specifier))) !== null;
}

/**
 * Where an alias of a tsconfig leads a specifier that no file of the tree can be meant by; null where it may lead somewhere. Only what is written in
 * TypeScript has to follow it; its folder is in the tree, and nowhere there is what the specifier says behind the alias.
 */
export async function deadAlias({ tree, importer, specifier }: AliasRequest): Promise<string | null> {
  if (!/\.[cm]?tsx?$/.test(importer) || (await ambientModule(tree, specifier))) return null;
  const above = tree.paths.filter((path) => TYPESCRIPT_CONFIG.test(path) && !path.includes('node_modules/') && isAbove(path, importer));
  const targets: AliasTarget[] = [];
  for (const path of above) targets.push(...(await aliasTargets({ tree, path, specifier })));
  const [target] = targets;
  if (target === undefined || !targets.every((one) => leadsNowhere(tree, one))) return null;
  return target.prefix + target.rest;
}

interface AliasTarget {
  /** Of the folder, with its last slash. */
  readonly prefix: string;
  readonly rest: string;
}

async function aliasTargets({ tree, path, specifier }: Omit<AliasRequest, 'importer'> & { readonly path: string }): Promise<AliasTarget[]> {
  const { paths, baseUrl } = await compilerOptionsOf(tree, path);
  if (typeof paths !== 'object' || paths === null) return [];
  const folder = posix.join(posix.dirname(path), typeof baseUrl === 'string' ? baseUrl : '.');
  return Object.entries(paths as Readonly<Record<string, unknown>>).flatMap(([key, targets]) => {
    if (!matchesPattern(key, specifier) || !Array.isArray(targets)) return [];
    const [before = '', after] = key.split('*');
    // One that names one file, or ends in more than a star, is left to the compiler.
    const rest = after === '' ? specifier.slice(before.length) : '';
    return targets.map((target) => ({
      prefix: posix.join(folder, String(target).replace(/\*$/, ''), '/'),
      rest: String(target).endsWith('/*') ? rest : '',
    }));
  });
}

function leadsNowhere(tree: Tree, { prefix, rest }: AliasTarget): boolean {
  const stem = rest
    .replace(/[?#].*$/, '')
    .replace(/\.[cm]?jsx?$/, '')
    .replace(/\/$/, '');
  if (stem === '' || stem.split('/').includes('..') || prefix.startsWith('..')) return false;
  // First what is nearly always so.
  if (['.ts', '.tsx', '/index.ts', '/index.tsx'].some((end) => tree.has(posix.join(prefix, `${stem}${end}`)))) return false;
  const isThere = (path: string) => prefix === './' || path.startsWith(prefix);
  // With any ending, or a folder, and below whatever.
  const isMeant = (path: string) => [`/${stem}.`, `/${stem}/`].some((wanted) => `/${path}/`.includes(wanted));
  return tree.paths.some(isThere) && !tree.paths.some(isMeant);
}

interface CompilerOptions {
  readonly paths?: unknown;
  readonly baseUrl?: unknown;
  readonly rootDirs?: unknown;
}

/** Asked for every import of a change. */
const compilerOptions = new WeakMap<Tree, Map<string, Promise<CompilerOptions>>>();

function compilerOptionsOf(tree: Tree, path: string): Promise<CompilerOptions> {
  const known = compilerOptions.get(tree) ?? new Map<string, Promise<CompilerOptions>>();
  compilerOptions.set(tree, known);
  const options = known.get(path) ?? readCompilerOptions(tree, path);
  known.set(path, options);
  return options;
}

async function readCompilerOptions(tree: Tree, path: string): Promise<CompilerOptions> {
  const options = jsonOf(await tree.read(path))['compilerOptions'];
  return typeof options === 'object' && options !== null ? options : {};
}

/** `imports` of a package.json, and the tools that keep their aliases there. */
function manifestExplains(manifest: Readonly<Record<string, unknown>>, specifier: string): boolean {
  const { imports } = manifest as { readonly imports?: unknown };
  if (typeof imports === 'object' && imports !== null && Object.keys(imports).some((key) => matchesPattern(key, specifier))) return true;
  const [segment = ''] = specifier.split('/');
  return ['alias', 'browser', 'jest', '_moduleAliases', 'babel', 'vitest', 'import-map'].some((key) =>
    mentions(JSON.stringify(manifest[key]) ?? '', segment),
  );
}

/** `lib/*` against `lib/a`; a lone `*` explains nothing in particular. */
function matchesPattern(pattern: string, specifier: string): boolean {
  if (pattern === '*') return false;
  const [before = '', after] = pattern.split('*');
  return after === undefined ? specifier === pattern : specifier.startsWith(before) && specifier.endsWith(after);
}

function mentions(text: string, segment: string): boolean {
  return new RegExp(`(^|[^\\w@/-])[\\^]?${segment.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}([^\\w-]|$)`, 'm').test(text);
}

const ambient = new WeakMap<Tree, Promise<readonly string[]>>();

/** `declare module "name"` in a declaration file. */
async function ambientModule(tree: Tree, specifier: string): Promise<boolean> {
  let patterns = ambient.get(tree);
  if (patterns === undefined) {
    patterns = readAmbient(tree);
    ambient.set(tree, patterns);
  }
  return (await patterns).some((pattern) => matchesPattern(pattern, specifier));
}

async function readAmbient(tree: Tree): Promise<string[]> {
  const declarations = tree.paths.filter((path) => /\.d\.[cm]?ts$/.test(path) && !path.includes('node_modules/'));
  const texts = await Promise.all(declarations.map((path) => tree.read(path)));
  return texts.flatMap((text) => [...(text ?? '').matchAll(/declare\s+module\s+["']([^"']+)["']/g)].map(([, name = '']) => name));
}
