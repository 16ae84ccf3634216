import { posix } from 'node:path';
import { dataFormatOf } from '../../definitions/read-data.ts';
import type { Tree } from '../../domain/tree.ts';

/** Larger files are data, not definitions that refer to others. */
const MAX_CHARACTERS = 4_000_000;
/** They are nobody's definitions, and there are many of them. */
const SETTLED =
  /(^|\/)(package|package-lock|composer|tsconfig[^/]*|jsconfig[^/]*|lerna|nx|project|turbo|renovate|biome|vercel|deno|pnpm-lock|pnpm-workspace|\.[^/]*)\.(jsonc?|ya?ml)$|(^|\/)\.[^/]+\/|(^|\/)(node_modules|vendor|third_party)\//;

/** Files that a reference may lead to. */
function mayBeReferredTo(path: string): boolean {
  return dataFormatOf(path) !== null && !SETTLED.test(path);
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
  return [...text.matchAll(/\$ref["']?\s*:\s*["']?([^"'#\s][^"'\s]*)/g)].map(([, reference]) => decoded(reference ?? '')).join('\n');
}

function decoded(reference: string): string {
  return reference.replace(/%20/g, ' ');
}
