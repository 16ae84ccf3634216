import { posix } from 'node:path';
import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Tree } from '../../domain/tree.ts';
import type { DependencyGraph } from '../../formats/dependency-graph/dependency-graph.ts';
import { isDependencyLock, isGradleLock, readDependencyGraph } from '../../formats/dependency-graph/read-dependency-graph.ts';
import { includedFiles } from './included-requirements.ts';
import { type Override, overridesIn } from '../../formats/manifest/overrides.ts';
import { type PackageJson, readPackageJson } from '../../formats/manifest/package-json.ts';
import { isJavaManifest, isVerification, isWrapperSettings, type JavaManifest, readJavaManifest } from './java-manifests.ts';
import { lineOfKey } from './line-of.ts';

/** A lockfile of one tree, read. */
export interface Lock {
  readonly path: string;
  /** Its folder; empty for the root. */
  readonly folder: string;
  readonly text: string;
  readonly graph: DependencyGraph;
}

export interface TomlFile {
  readonly value: unknown;
  readonly text: string;
}

/** A file that is there and cannot be read. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
  readonly line: number;
}

export interface Catalogs {
  readonly path: string;
  readonly text: string;
  readonly ranges: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

export interface Overrides {
  readonly path: string;
  readonly overrides: readonly Override[];
}

/** What one tree says about its dependencies, as far as the change may have touched it. */
export interface Dependencies {
  readonly tree: Tree;
  readonly locks: readonly Lock[];
  /** Every package.json of the tree by its path, those that can be read. */
  readonly packages: ReadonlyMap<string, PackageJson>;
  /** Every pyproject.toml and Cargo.toml, those that can be read. */
  readonly toml: ReadonlyMap<string, TomlFile>;
  /** Every `pom.xml`, build and catalog of Gradle, those that can be read. */
  readonly java: ReadonlyMap<string, JavaManifest>;
  /** Every other manifest as text. */
  readonly texts: ReadonlyMap<string, string>;
  readonly unreadable: readonly Unreadable[];
  /** Globs of pnpm's workspaces by the folder of its settings. */
  readonly pnpmWorkspaces: ReadonlyMap<string, readonly string[]>;
  /** Ranges that pnpm's settings keep for manifests to name, by catalog and package, by the folder of the settings. */
  readonly pnpmCatalogs: ReadonlyMap<string, Catalogs>;
  /** What pnpm's settings decide in place of manifests, by the folder of the settings. */
  readonly pnpmOverrides: ReadonlyMap<string, Overrides>;
}

const MANIFEST = /^(package\.json|pyproject\.toml|Cargo\.toml|go\.mod)$/;
const PNPM_SETTINGS = 'pnpm-workspace.yaml';

/** Where npm, yarn, pnpm and pip are told of registries. */
const REGISTRY_SETTINGS = /^(\.npmrc|\.yarnrc|\.yarnrc\.yml|pip\.conf|pip\.ini)$/;

export function isRegistrySettings(path: string): boolean {
  return REGISTRY_SETTINGS.test(posix.basename(path)) && !/(^|\/)node_modules\//.test(path);
}

/** Decides what is installed: a lockfile, or a manifest. */
export function isDependencyFile(path: string): boolean {
  return !/(^|\/)node_modules\//.test(path) && (isDependencyLock(path) || MANIFEST.test(posix.basename(path)) || isJavaManifest(path));
}

/** So do the settings of pnpm, which say what its workspaces and overrides are, and those that name registries. */
export function decidesDependencies(path: string): boolean {
  const isSettings = posix.basename(path) === PNPM_SETTINGS || isRegistrySettings(path) || isWrapperSettings(path) || isVerification(path);
  return isDependencyFile(path) || isSettings;
}

/** Reads the lockfiles that `touched` changes or stands below, and the manifests of the tree. */
export async function readDependencies(tree: Tree, touched: readonly string[], only?: ReadonlySet<string>): Promise<Dependencies> {
  const included = only === undefined ? await includedFiles(tree) : new Set<string>();
  const files = [...tree.paths.filter(isDependencyFile), ...included];
  const locks: Lock[] = [];
  const packages = new Map<string, PackageJson>();
  const toml = new Map<string, TomlFile>();
  const java = new Map<string, JavaManifest>();
  const texts = new Map<string, string>();
  const unreadable: Unreadable[] = [];
  for (const path of only === undefined ? files : files.filter((one) => only.has(one))) {
    const folder = folderOf(path);
    const isLock = isDependencyLock(path) || included.has(path);
    // A catalog or a rule further up may decide what Gradle locks below.
    const isReached = (one: string) => folder === '' || one.startsWith(`${folder}/`) || (isGradleLock(path) && isJavaManifest(one));
    if (isLock && !touched.some(isReached)) continue;
    if (tree.entry(path)?.mode.startsWith('100') !== true) {
      // The package manager follows it, to wherever it leads.
      unreadable.push({ path, reason: 'it is a symbolic link', line: 1 });
      continue;
    }
    const text = (await tree.read(path)) ?? '';
    const fault = isLock ? readLock({ path, folder, text }, locks) : readManifest(path, text, { packages, toml, java, texts });
    if (fault !== null) unreadable.push({ path, ...fault });
  }
  return { tree, locks, packages, toml, java, texts, unreadable, ...(await pnpmSettings(tree, locks, unreadable)) };
}

type Fault = Omit<Unreadable, 'path'> | null;

function readLock(file: Omit<Lock, 'graph'>, into: Lock[]): Fault {
  // Of requirements no name says what they are.
  const read = readDependencyGraph(isDependencyLock(file.path) ? file.path : 'requirements.txt', file.text);
  if (!read.ok) return { reason: read.reason, line: read.line };
  into.push({ ...file, graph: read.graph });
  return null;
}

interface Manifests {
  readonly packages: Map<string, PackageJson>;
  readonly toml: Map<string, TomlFile>;
  readonly java: Map<string, JavaManifest>;
  readonly texts: Map<string, string>;
}

function readManifest(path: string, text: string, into: Manifests): Fault {
  try {
    if (isJavaManifest(path)) into.java.set(path, readJavaManifest(path, text));
    else if (path.endsWith('package.json')) into.packages.set(path, readPackageJson(text));
    else if (path.endsWith('.toml')) into.toml.set(path, { value: parseToml(text), text });
    else into.texts.set(path, text);
    return null;
  } catch (error) {
    if (error instanceof TomlError) return { reason: (error.message.split('\n')[0] ?? '').slice(0, 200), line: error.line };
    if (error instanceof SyntaxError)
      return { reason: error.message.slice(0, 200), line: Number(/\bline (\d+)/.exec(error.message)?.[1] ?? 1) };
    throw error;
  }
}

/** Of a plain file; none of anything else. */
export async function linesOf(tree: Tree, path: string): Promise<readonly string[]> {
  return tree.entry(path)?.mode.startsWith('100') === true ? ((await tree.read(path)) ?? '').split(/\r?\n/) : [];
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

const catalog = z.record(z.string(), z.string().catch('')).catch({});
const pnpmYaml = z.object({
  catalog: catalog.optional(),
  catalogs: z.record(z.string(), catalog).catch({}).default({}),
  packages: z.array(z.string()).catch([]).default([]),
  overrides: z.record(z.string(), z.unknown()).catch({}).default({}),
});

async function pnpmSettings(
  tree: Tree,
  locks: readonly Lock[],
  unreadable: Unreadable[],
): Promise<Pick<Dependencies, 'pnpmWorkspaces' | 'pnpmCatalogs' | 'pnpmOverrides'>> {
  const workspaces = new Map<string, readonly string[]>();
  const catalogs = new Map<string, Catalogs>();
  const overrides = new Map<string, Overrides>();
  for (const { path, folder } of locks) {
    const place = posix.join(folder, PNPM_SETTINGS);
    const text = path.endsWith('pnpm-lock.yaml') ? await tree.read(place) : null;
    if (text === null) continue;
    const document = parseDocument(text, { logLevel: 'error' });
    const [error] = document.errors;
    const read = error === undefined ? pnpmYaml.safeParse(document.toJS() ?? {}).data : undefined;
    if (read === undefined) {
      const reason = (error?.message.split('\n')[0] ?? 'it holds no mapping').slice(0, 200);
      unreadable.push({ path: place, reason, line: error?.linePos?.[0].line ?? 1 });
      continue;
    }
    workspaces.set(folder, read.packages);
    const ranges = new Map(Object.entries({ ...(read.catalog === undefined ? {} : { default: read.catalog }), ...read.catalogs }));
    catalogs.set(folder, { path: place, text, ranges });
    overrides.set(folder, { path: place, overrides: overridesIn(read.overrides, (key) => lineOfKey(text, key)) });
  }
  return { pnpmWorkspaces: workspaces, pnpmCatalogs: catalogs, pnpmOverrides: overrides };
}
