import { join, posix } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { statedLicence } from '../../formats/dependency-graph/npm-graph.ts';
import { namesIn, readText } from '../../platform/files.ts';
import { jsonOf } from '../../syntax/json-of.ts';
import type { Capabilities } from '../checker.ts';
import { isAllowed } from './judge-new.ts';
import type { NewPackage } from './new-packages.ts';
import type { Options } from './options.ts';

/** Names are parts of paths here, and come from a lockfile. */
const NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;

interface Asked extends Pick<Capabilities, 'workspaces'> {
  readonly base: Tree;
  readonly head: Tree;
  readonly licences: NonNullable<Options['licences']>;
}

/** The packages with what their installed package.json says of the licence, where the lockfile says nothing and `known` neither. */
export async function withInstalledLicences(
  packages: readonly NewPackage[],
  { workspaces, base, head, licences }: Asked,
): Promise<NewPackage[]> {
  const isOpen = ({ one, lock }: NewPackage) =>
    lock.graph.ecosystem === 'npm' && one.licence === null && !Object.hasOwn(licences.known, one.name);
  if (!packages.some(isOpen)) return [...packages];
  try {
    const { dir, modulesFrom = dir } = await workspaces.checkout('head');
    const read = await Promise.all(
      packages.map(async (added) => (isOpen(added) ? { ...added, installedLicence: await licenceIn(modulesFrom, head, added) } : added)),
    );
    return await withThoseOfBase(read, { workspaces, base, licences });
  } catch (error) {
    // Then nobody knows the licence, which is a finding that says why.
    if (!(error instanceof AdapterError)) throw error;
    return packages.map((added) => (isOpen(added) ? { ...added, whyNotInstalled: error.message } : added));
  }
}

/** Only where one is not allowed does it matter what base has: most changes install nothing more. */
async function withThoseOfBase(packages: NewPackage[], { workspaces, base, licences }: Omit<Asked, 'head'>): Promise<NewPackage[]> {
  const isForbidden = ({ installedLicence, before }: NewPackage) =>
    installedLicence !== null && before.length > 0 && !isAllowed(installedLicence, licences);
  if (!packages.some(isForbidden)) return packages;
  const { dir, modulesFrom = dir } = await workspaces.checkout('base');
  const found = async ({ lock, before }: NewPackage) => {
    const all = await Promise.all(before.map(async (one) => await licenceIn(modulesFrom, base, { lock, one })));
    return all.filter((one) => one !== null);
  };
  return await Promise.all(packages.map(async (added) => (isForbidden(added) ? { ...added, installedBefore: await found(added) } : added)));
}

/** Of the very version; null where it is not found, as a package for another system. What the tree itself holds was not installed. */
async function licenceIn(dir: string, tree: Tree, { lock, one }: Pick<NewPackage, 'lock' | 'one'>): Promise<string | null> {
  if (!NAME.test(one.as) || !NAME.test(one.name)) return null;
  const below = lock.graph.importers.flatMap(({ folder }) => (folder === null || folder.startsWith('..') ? [] : folder));
  for (const folder of new Set([lock.folder, ...below.map((each) => posix.join(lock.folder, each))])) {
    const modules = posix.join(folder, 'node_modules');
    for (const place of [posix.join(modules, one.as), ...(await placesInStore(dir, modules, one.name))]) {
      const path = posix.join(place, 'package.json');
      const manifest = jsonOf(tree.has(path) ? null : await readText(join(dir, path)));
      if (manifest['name'] === one.name && manifest['version'] === one.version)
        return statedLicence(manifest['license']) ?? statedLicence(manifest['licenses']);
    }
  }
  return null;
}

/** Where pnpm has each version: `.pnpm/@scope+name@1.0.0_peers/node_modules/@scope/name`. */
async function placesInStore(dir: string, modules: string, name: string): Promise<string[]> {
  const store = posix.join(modules, '.pnpm');
  const prefix = `${name.replace('/', '+')}@`;
  const there = await namesIn(join(dir, store));
  return there.filter((one) => one.startsWith(prefix)).map((one) => posix.join(store, one, 'node_modules', name));
}
