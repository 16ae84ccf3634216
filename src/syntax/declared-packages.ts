import { posix } from 'node:path';
import type { Tree } from '../domain/tree.ts';
import { jsonOf } from './json-of.ts';

export interface PackageRequest {
  readonly tree: Tree;
  readonly importer: string;
  readonly name: string;
  readonly isTypeOnly: boolean;
}

const FIELDS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
  'bundledDependencies',
  'bundleDependencies',
  'pnpm',
] as const;
const LOCKFILE = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/;
/** Where imports are not Node's: names come from a map of their own. */
const OTHER_RESOLUTION = /(^|\/)(deno\.jsonc?|import[-_]map\.json|jsr\.json|deno\.lock)$/;

interface Packages {
  /** Names declared by the package.json of each folder. */
  readonly declared: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of the packages the tree itself holds. */
  readonly own: ReadonlySet<string>;
  readonly lockfiles: readonly string[];
  readonly maps: readonly NameMap[];
}

/** What another runtime resolves names by. */
interface NameMap {
  readonly folder: string;
  readonly text: string;
}

const known = new WeakMap<Tree, Promise<Packages>>();

/** Is a package asked for on behalf of a file: by a package.json above it, by a map of another runtime, or as a package of the tree? */
export async function isAskedFor(request: PackageRequest): Promise<boolean> {
  const { tree, importer } = request;
  const { declared, own, maps } = await packagesOf(tree);
  if (declared.size === 0) return true;
  const names = namesOf(request);
  if (names.some((one) => own.has(one))) return true;
  for (let folder = posix.dirname(importer); ; folder = posix.dirname(folder)) {
    const here = declared.get(folder === '.' ? '' : folder);
    if (here !== undefined && names.some((one) => here.has(one))) return true;
    if (folder === '.' || folder === '/') break;
  }
  // Beside a package.json a map adds the names it says, or another file does; alone it may resolve any.
  return maps.some(
    ({ folder, text }) =>
      isAbove(folder, importer) && (!declared.has(folder) || text.includes('"importMap"') || names.some((one) => text.includes(`"${one}`))),
  );
}

/** Does a lockfile of the tree name a package, whoever asks for it? */
export async function isInLockfile(request: Omit<PackageRequest, 'importer'>): Promise<boolean> {
  const { lockfiles } = await packagesOf(request.tree);
  return namesOf(request).some((one) => {
    const pattern = new RegExp(`(^|["'/\\s,])${one.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}(["'@:,]|\\s|$)`, 'm');
    return lockfiles.some((text) => pattern.test(text));
  });
}

function namesOf({ name, isTypeOnly }: Pick<PackageRequest, 'name' | 'isTypeOnly'>): readonly string[] {
  const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
  return isTypeOnly || !name.startsWith('@types/') ? [name, types] : [name];
}

async function packagesOf(tree: Tree): Promise<Packages> {
  let packages = known.get(tree);
  if (packages === undefined) {
    packages = readPackages(tree);
    known.set(tree, packages);
  }
  return packages;
}

function isAbove(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

async function readPackages(tree: Tree): Promise<Packages> {
  const declared = new Map<string, Set<string>>();
  const own = new Set<string>();
  const lockfiles: string[] = [];
  const maps: NameMap[] = [];
  for (const path of tree.paths) {
    if (/(^|\/)node_modules\//.test(path)) continue;
    if (LOCKFILE.test(path)) lockfiles.push((await tree.read(path)) ?? '');
    const folder = posix.dirname(path) === '.' ? '' : posix.dirname(path);
    if (OTHER_RESOLUTION.test(path)) maps.push({ folder, text: (await tree.read(path)) ?? '' });
    if (!/(^|\/)package\.json$/.test(path)) continue;
    const manifest = jsonOf(await tree.read(path));
    declared.set(folder, new Set(FIELDS.flatMap((field) => namesIn(manifest[field]))));
    if (typeof manifest['name'] === 'string') own.add(manifest['name']);
  }
  return { declared, own, lockfiles, maps };
}

function namesIn(field: unknown): string[] {
  if (Array.isArray(field)) return field.filter((name) => typeof name === 'string');
  return typeof field === 'object' && field !== null ? Object.keys(field) : [];
}
