import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';

interface Manifest {
  readonly folder: string;
  readonly name: unknown;
  readonly imports: unknown;
  readonly exports: unknown;
}

/** Says which paths of the tree a specifier may mean by `imports` and `exports` of its package.json files, under whatever condition. */
export async function packageEntries(tree: Tree): Promise<(importer: string, specifier: string) => readonly string[]> {
  const manifests: Manifest[] = [];
  for (const path of tree.paths) {
    if (posix.basename(path) !== 'package.json' || /(^|\/)node_modules\//.test(path)) continue;
    const { name, imports, exports } = recordIn(await tree.read(path));
    manifests.push({ folder: posix.dirname(path), name, imports, exports });
  }
  // The nearest one first: its names are those that count.
  manifests.sort((a, b) => b.folder.length - a.folder.length);
  return (importer, specifier) => {
    if (specifier.startsWith('#')) {
      const nearest = manifests.find(({ folder }) => folder === '.' || importer.startsWith(`${folder}/`));
      return nearest === undefined ? [] : targetsIn(nearest, nearest.imports, specifier);
    }
    return manifests.flatMap((one) => {
      if (typeof one.name !== 'string' || (specifier !== one.name && !specifier.startsWith(`${one.name}/`))) return [];
      return targetsIn(one, subpaths(one.exports), `.${specifier.slice(one.name.length)}`);
    });
  };
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
