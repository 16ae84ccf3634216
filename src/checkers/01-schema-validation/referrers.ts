import { posix } from 'node:path';
import { dataFormatOf } from '../../definitions/read-data.ts';
import type { Tree } from '../../domain/tree.ts';
import { isLockfile, isVendored } from './place.ts';

/** Larger files are data, not definitions that refer to others. */
const MAX_CHARACTERS = 4_000_000;

/** Files that a reference may lead to. */
function mayBeReferredTo(path: string): boolean {
  return dataFormatOf(path) !== null && !isVendored(path) && !isLockfile(path);
}

/** Files of a tree that refer to one of these, straight or through others; rather one too many. */
export async function referrers(tree: Tree, touched: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const names = new Set([...touched].filter(mayBeReferredTo).map((path) => posix.basename(path)));
  if (names.size === 0) return found;
  const texts = await referring(tree);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const [path, text] of texts) {
      if (found.has(path) || ![...names].some((name) => text.includes(name))) continue;
      found.add(path);
      names.add(posix.basename(path));
    }
  }
  return found;
}

/** The references of each file, as they are written. */
async function referring(tree: Tree): Promise<ReadonlyMap<string, string>> {
  const candidates = tree.paths.filter((path) => mayBeReferredTo(path) && tree.entry(path)?.mode.startsWith('100') === true);
  const read = await Promise.all(candidates.map(async (path) => [path, referencesOf((await tree.read(path)) ?? '')] as const));
  return new Map(read.filter(([, references]) => references !== ''));
}

function referencesOf(text: string): string {
  if (text.length > MAX_CHARACTERS || !text.includes('$ref')) return '';
  const references = text.matchAll(/\$ref["']?\s*:\s*(?:"([^"\n#]+)|'([^'\n#]+)|([^"'#\s][^"'#\s]*))/g);
  return [...references].map(([, double, single, plain = '']) => decoded(double ?? single ?? plain)).join('\n');
}

/** As far as it is encoded as a URI is. */
function decoded(reference: string): string {
  return reference.replace(/(%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString());
}
