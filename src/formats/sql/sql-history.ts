import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { isMigration } from './migration-file.ts';

const VERSION = /^V?(?<version>\d+(?:[._-]\d+)*)/i;
/** Migrations that are programs. */
const PROGRAM = /^V?\d.*\.(?:[cm]?[jt]s|go|py|rb|java|kt|php|exs?)$/i;

/** Not one of a folder for each migration. */
function isFlat(path: string): boolean {
  return !/^(?:migration|up|down)\.sql$/i.test(posix.basename(path));
}

function folderOf(path: string): string {
  return isFlat(path) ? posix.dirname(path) : posix.dirname(posix.dirname(path));
}

/** So many say what all of them are written for. */
const MOST_BESIDE = 100;

/** Files that are written for the same database: they lie beside each other. */
export function sqlBeside(tree: Tree, path: string): readonly string[] {
  return tree.paths.filter((one) => one.endsWith('.sql') && folderOf(one) === folderOf(path)).slice(0, MOST_BESIDE);
}

/**
 * The migrations that a tool runs one after another, of which a file is one, in their order; null where that is not certain: it has
 * no number or another has the same, programs are among them, or there are some in folders below.
 */
export function migrationsWith(tree: Tree, path: string): readonly string[] | null {
  const isAlone = isFlat(path);
  const folder = folderOf(path);
  if (/^v?\d/i.test(posix.basename(folder)) || !isMigration(path)) return null;
  const start = folder === '.' ? '' : `${folder}/`;
  const below = tree.paths.filter((one) => one.startsWith(start));
  if (below.some((one) => PROGRAM.test(posix.basename(one)))) return null;
  const found: { readonly path: string; readonly version: string }[] = [];
  for (const one of below.filter(isMigration)) {
    const within = one.slice(start.length).split('/');
    const isOfKind = isAlone ? within.length === 1 : within.length === 2 && posix.basename(one) === posix.basename(path);
    const version = VERSION.exec(within[0] ?? '')?.groups?.['version'];
    if (!isOfKind || version === undefined || tree.entry(one)?.mode.startsWith('100') !== true) return null;
    found.push({ path: one, version });
  }
  const versions = new Set(found.map(({ version }) => version));
  if (versions.size < found.length || !found.some((one) => one.path === path)) return null;
  return found.toSorted((one, other) => one.version.localeCompare(other.version, 'en', { numeric: true })).map((one) => one.path);
}
