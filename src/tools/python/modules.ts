import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryPath } from '../repository-path.ts';

/** Top-level names that repositories have and nobody imports as the product. */
const ASIDE = new Set([
  'tests',
  'test',
  'docs',
  'doc',
  'examples',
  'example',
  'scripts',
  'tools',
  'benchmarks',
  'bench',
  'setup',
  'conftest',
  'noxfile',
  'tasks',
]);

/**
 * The folders of a checkout from which its own code is imported, so that no installed copy is: an editable installation names the person's
 * working tree, and any other is a copy of yesterday.
 */
export function importRoots(dir: string): readonly string[] {
  const nested = ['src', 'lib', 'python'].map((name) => join(dir, name)).filter((folder) => packagesIn(folder).length > 0);
  return nested.length > 0 ? nested : [dir];
}

/** Names of the packages and modules a folder holds. */
function packagesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile() && entry.name.endsWith('.py')) return [entry.name.slice(0, -'.py'.length)];
    return entry.isDirectory() && existsSync(join(folder, entry.name, '__init__.py')) ? [entry.name] : [];
  });
}

/** Is a module the repository's own, wherever it is? */
export function isOwnModule(dir: string, name: string): boolean {
  const [top = ''] = name.split('.');
  return readdirSync(dir, { recursive: true, withFileTypes: true }).some(
    (entry) => !entry.parentPath.includes('node_modules') && (entry.isDirectory() ? entry.name === top : entry.name === `${top}.py`),
  );
}

/** A module of the repository that was loaded from somewhere else; null when there is none. */
export function testedElsewhere(
  dir: string,
  modules: ReadonlyMap<string, string>,
): { readonly name: string; readonly file: string } | null {
  const own = new Set([dir, ...importRoots(dir)].flatMap(packagesIn).filter((name) => !ASIDE.has(name)));
  for (const [name, file] of modules) if (own.has(name) && repositoryPath(dir, file) === null) return { name, file };
  return null;
}
