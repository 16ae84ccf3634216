import { join, posix } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { statedLicence } from '../../formats/dependency-graph/npm-graph.ts';
import { namesIn, readText } from '../../platform/files.ts';
import { jsonOf } from '../../syntax/json-of.ts';
import type { Capabilities } from '../checker.ts';
import type { NewPackage } from './new-packages.ts';

/** Names are parts of paths here, and come from a lockfile. */
const NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;

interface Asked extends Pick<Capabilities, 'workspaces'> {
  readonly tree: Tree;
  readonly known: Readonly<Record<string, string>>;
}

/** The packages with what their installed package.json says of the licence, where the lockfile says nothing and `known` neither. */
export async function withInstalledLicences(packages: readonly NewPackage[], { workspaces, tree, known }: Asked): Promise<NewPackage[]> {
  const isOpen = ({ one, lock }: NewPackage) => lock.graph.ecosystem === 'npm' && one.licence === null && !Object.hasOwn(known, one.name);
  if (!packages.some(isOpen)) return [...packages];
  try {
    const { dir, modulesFrom = dir } = await workspaces.checkout('head');
    return await Promise.all(
      packages.map(async (added) => (isOpen(added) ? { ...added, installedLicence: await licenceIn(modulesFrom, tree, added) } : added)),
    );
  } catch (error) {
    // Then nobody knows the licence, which is a finding that says why.
    if (!(error instanceof AdapterError)) throw error;
    return packages.map((added) => (isOpen(added) ? { ...added, whyNotInstalled: error.message } : added));
  }
}

/** Of the very version; null where it is not found, as a package for another system. What the tree itself holds was not installed. */
async function licenceIn(dir: string, tree: Tree, { lock, one }: NewPackage): Promise<string | null> {
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
