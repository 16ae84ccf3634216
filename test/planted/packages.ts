import type { PlantedFault, PlantedTree } from './operator.ts';
import { inStyle, isSource } from './places.ts';
import { ALNUM, isPython, madeUp } from './requests.ts';

export const sha512 = (seed: string) => `sha512-${madeUp(86, ALNUM, seed)}==`;

export const isManifest = (path: string) => path === 'package.json';
export const isPnpmLock = (path: string) => path === 'pnpm-lock.yaml';
export const isYarnLock = (path: string) => path === 'yarn.lock';
export const isRequirements = (path: string) => /(?:^|\/)requirements[\w-]*\.txt$/u.test(path);
export const isCargoManifest = (path: string) => path === 'Cargo.toml';
export const isCargoLock = (path: string) => path === 'Cargo.lock';
export const isGoModule = (path: string) => path === 'go.mod';
export const isGoSum = (path: string) => path === 'go.sum';

interface NpmManifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
}

export interface NpmLocked {
  version?: string;
  resolved?: string;
  integrity?: string | undefined;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
}

interface NpmLock {
  packages: Record<string, NpmManifest & NpmLocked>;
}

const indentOf = (text: string) => /^[ \t]+/mu.exec(text)?.[0] ?? '  ';
const write = (text: string, value: unknown) => `${JSON.stringify(value, null, indentOf(text))}\n`;
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

/** The manifest, parsed and written again after `edit`; at the line of `mark`. */
export function editManifest(tree: PlantedTree, edit: (manifest: NpmManifest) => string | null): PlantedFault | null {
  if (!tree.paths.includes('package.json')) return null;
  const text = tree.read('package.json');
  const manifest = JSON.parse(text) as NpmManifest;
  const mark = edit(manifest);
  if (mark === null) return null;
  const written = write(text, manifest);
  return { edits: { 'package.json': written }, at: { path: 'package.json', line: lineOf(written, mark) } };
}

/** npm's lockfile, parsed and written again after `edit` of the first package with an integrity that is no development's. */
export function editNpmLock(tree: PlantedTree, edit: (locked: NpmLocked, path: string) => string | null): PlantedFault | null {
  if (!tree.paths.includes('package-lock.json')) return null;
  const text = tree.read('package-lock.json');
  const lock = JSON.parse(text) as Partial<NpmLock>;
  const [path, locked] =
    Object.entries(lock.packages ?? {}).find(([, { integrity, dev }]) => integrity !== undefined && dev !== true) ?? [];
  if (path === undefined || locked === undefined) return null;
  const mark = edit(locked, path);
  if (mark === null) return null;
  const written = write(text, lock);
  const at = { path: 'package-lock.json', line: lineOf(written, mark) };
  return { edits: { 'package-lock.json': written }, at };
}

interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** What the manifest says; the version with a caret where nothing is said. */
  readonly range?: string;
  readonly locked?: NpmLocked;
}

/** A dependency that is declared, locked and imported, as `npm install` would have done it; seen in the manifest. */
export function addNpmPackage(tree: PlantedTree, { name, version, range = `^${version}`, locked }: NpmPackage): PlantedFault | null {
  const lockText = tree.paths.includes('package-lock.json') ? tree.read('package-lock.json') : null;
  const used = scriptWithImport(tree, name);
  if (lockText === null || used === null) return null;
  const lock = JSON.parse(lockText) as Partial<NpmLock>;
  const root = lock.packages?.[''];
  if (lock.packages === undefined || root === undefined) return null;
  const manifest = editManifest(tree, (own) => {
    own.dependencies = sorted({ ...own.dependencies, [name]: range });
    return `"${name}"`;
  });
  root.dependencies = sorted({ ...root.dependencies, [name]: range });
  const resolved = `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`;
  lock.packages[`node_modules/${name}`] = { version, resolved, integrity: sha512(name), license: 'MIT', ...locked };
  const { '': first, ...others } = lock.packages;
  const written = write(lockText, { ...lock, packages: { '': first, ...sorted(others) } });
  return manifest === null ? null : { ...manifest, edits: { ...manifest.edits, ...used.edits, 'package-lock.json': written } };
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** A source file that imports the package; at the line that does. */
export function scriptWithImport(tree: PlantedTree, name: string): PlantedFault | null {
  for (const path of tree.paths.filter((one) => isSource(one) && !/config/u.test(one))) {
    const text = tree.read(path);
    const [line] = /^(?:import .* from .*|(?:const|var) .*\brequire\(.*)$/mu.exec(text) ?? [];
    if (line === undefined) continue;
    const code = line.startsWith('import') ? `import * as extra from "${name}";\n` : `const extra = require("${name}");\n`;
    const at = text.indexOf(line);
    const content = `${text.slice(0, at)}${inStyle(text, code)}${text.slice(at)}`;
    return { edits: { [path]: content }, at: { path, line: text.slice(0, at).split('\n').length } };
  }
  return null;
}

/** A Python file that imports the module; at the line that does. */
export function pythonWithImport(tree: PlantedTree, name: string): PlantedFault | null {
  for (const path of tree.paths.filter(isPython)) {
    const text = tree.read(path);
    const at = text.search(/^(?:from (?!__future__)\w[\w.]* import \w+|import \w+)$/mu);
    if (at < 0) continue;
    const content = `${text.slice(0, at)}import ${name}\n${text.slice(at)}`;
    return { edits: { [path]: content }, at: { path, line: text.slice(0, at).split('\n').length } };
  }
  return null;
}

/** The folders of a workspace's packages. */
export const workspaceMembers = (tree: PlantedTree): readonly string[] =>
  tree.paths.includes('package.json')
    ? tree.paths.flatMap((path) => /^((?:packages|apps|libs)\/[\w-]+)\/package\.json$/u.exec(path)?.[1] ?? [])
    : [];

/** The edits of both, at where the first is. */
export function both(first: PlantedFault | null, second: PlantedFault | null): PlantedFault | null {
  return first === null || second === null ? null : { edits: { ...second.edits, ...first.edits }, at: first.at };
}
