import { posix } from 'node:path';
import type { Tree } from '../domain/tree.ts';

interface Manifest {
  readonly folder: string;
  readonly name: unknown;
  readonly imports: unknown;
  readonly exports: unknown;
  readonly main: unknown;
}

/**
 * Says which paths of the tree a specifier may mean by the names of its package.json files, with or without the ending of the file: by
 * `imports` and `exports` under whatever condition, and where a package exports nothing by `main` or as a path in its folder.
 */
export async function packageEntries(
  tree: Pick<Tree, 'paths' | 'read'>,
): Promise<(importer: string, specifier: string) => readonly string[]> {
  const manifests = [...(await manifestsOf(tree))];
  // The nearest one first: its names are those that count.
  manifests.sort((a, b) => b.folder.length - a.folder.length);
  return (importer, specifier) => {
    if (specifier.startsWith('#')) {
      const nearest = manifests.find(({ folder }) => folder === '.' || importer.startsWith(`${folder}/`));
      return nearest === undefined ? [] : targetsIn(nearest, nearest.imports, specifier);
    }
    return manifests.flatMap((one) => {
      if (typeof one.name !== 'string' || (specifier !== one.name && !specifier.startsWith(`${one.name}/`))) return [];
      const subpath = `.${specifier.slice(one.name.length)}`;
      if (one.exports !== undefined) return targetsIn(one, subpaths(one.exports), subpath);
      return [posix.join(one.folder, subpath === '.' && typeof one.main === 'string' ? one.main : subpath)];
    });
  };
}

/** Is a specifier of a package that the tree itself holds, and that offers by its `exports` other paths alone? */
export async function isNoEntry(tree: Tree, specifier: string): Promise<boolean> {
  const before = kept.get(tree) ?? manifestsOf(tree);
  kept.set(tree, before);
  const named = (await before).filter(({ name }) => typeof name === 'string' && specifier.startsWith(`${name}/`));
  return (
    named.length > 0 &&
    named.every(({ name, exports }) => {
      const subpath = `.${specifier.slice(String(name).length)}`;
      const keys = typeof exports === 'object' && exports !== null ? Object.keys(exports).filter((key) => key.startsWith('.')) : [];
      return keys.length > 0 && !keys.some((key) => isMeantBy(key, subpath));
    })
  );
}

const kept = new WeakMap<Tree, Promise<readonly Manifest[]>>();

async function manifestsOf(tree: Pick<Tree, 'paths' | 'read'>): Promise<readonly Manifest[]> {
  const manifests: Manifest[] = [];
  for (const path of tree.paths) {
    if (posix.basename(path) !== 'package.json' || /(^|\/)node_modules\//.test(path)) continue;
    const { name, imports, exports, main } = recordIn(await tree.read(path));
    manifests.push({ folder: posix.dirname(path), name, imports, exports, main });
  }
  return manifests;
}

function isMeantBy(key: string, name: string): boolean {
  const [before = '', after] = key.split('*');
  return after === undefined
    ? key === name || (key.endsWith('/') && name.startsWith(key))
    : name.startsWith(before) && name.endsWith(after);
}

/** Paths that a package.json gives to whoever uses the package: its programs and what can be imported of it. */
export function publishedPaths(folder: string, manifest: string | null): string[] {
  const { bin, main, module, browser, exports } = recordIn(manifest);
  return stringsIn([bin, main, module, browser, exports]).map((target) => posix.join(folder, target));
}

/** Paths of JavaScript that a script of a package.json names. */
export function startedPaths(folder: string, manifest: string | null): string[] {
  const words = stringsIn(recordIn(manifest)['scripts']).flatMap((script) => script.match(/[^\s'"=]+\.[cm]?[jt]sx?(?![^\s'";&|)])/g) ?? []);
  return words.map((word) => posix.join(folder, word));
}

/** `exports` may say what `.` alone means. */
function subpaths(exports: unknown): unknown {
  const isTable = typeof exports === 'object' && exports !== null && Object.keys(exports).some((key) => key.startsWith('.'));
  return isTable ? exports : { '.': exports };
}

function targetsIn({ folder }: Manifest, table: unknown, name: string): string[] {
  if (typeof table !== 'object' || table === null) return [];
  return Object.entries(table).flatMap(([key, value]) => {
    const [before = '', after] = key.split('*');
    const isMeant = after === undefined ? key === name : name.startsWith(before) && name.endsWith(after);
    if (!isMeant) return [];
    const rest = after === undefined ? '' : name.slice(before.length, name.length - after.length);
    return stringsIn(value)
      .filter((target) => target.startsWith('./'))
      .map((target) =>
        posix.join(
          folder,
          target.replaceAll('*', () => rest),
        ),
      );
  });
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** An empty one where Node could not read it either. */
function recordIn(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
