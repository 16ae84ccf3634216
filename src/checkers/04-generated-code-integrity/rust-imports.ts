import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { readBraces } from '../../syntax/braces/read-braces.ts';
import type { FileVersion } from './file-pair.ts';
import { isSamplePath } from './place.ts';
import type { Sighting } from './rules.ts';

/** What a path may begin with beside the name of a crate. */
const BUILT_IN = new Set(['std', 'core', 'alloc', 'proc_macro', 'test', 'crate', 'self', 'super']);
const USE = /^[^\S\n]*(?:pub(?:\([^)]*\))?\s+)?use\s+(?:::)?(?<name>[a-z_]\w*)\s*::/gm;
/** What else gives a name to the paths of a file. */
const NAMED = /\b(?:mod|crate|as|fn|type|macro_rules!)\s+(\w+)|\buse\s[^;]*/g;

/** Paths of Rust that begin with the name of no crate of a manifest or lockfile, and of no module. */
export async function unknownCrates({ path, text, isTooLarge }: FileVersion, tree: Tree): Promise<Sighting[]> {
  if (!path.endsWith('.rs') || isTooLarge || isSamplePath(path) || !(await isOfCrate(tree, path))) return [];
  const source = readBraces(text, 'rust');
  const found: Sighting[] = [];
  for (const { 0: whole, index, groups } of source.plain.matchAll(USE)) {
    const name = groups?.['name'] ?? '';
    if (BUILT_IN.has(name) || isNamedIn(source.plain, name) || isModule(tree, name) || (await isKnown({ tree, path, name }))) continue;
    found.push({
      rule: 'unresolved-import',
      message: `${name} is no crate of a Cargo.toml or a Cargo.lock, and no module of the tree`,
      path,
      range: { startLine: source.lineOf(index + whole.length) },
      code: name,
    });
  }
  return found;
}

/** The manifest above it is of a crate, and not of a workspace alone. */
async function isOfCrate(tree: Tree, path: string): Promise<boolean> {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const manifest = posix.join(folder, 'Cargo.toml');
    if (tree.has(manifest)) return /^\s*\[package\]/m.test((await tree.read(manifest)) ?? '');
    if (folder === '.') return false;
  }
}

/** By this file itself: declared in it, or at the end of another path. */
function isNamedIn(plain: string, name: string): boolean {
  return [...plain.matchAll(NAMED)].some(
    ([said, declared]) => declared === name || new RegExp(`(?:::|[{,]|\\bas\\b)\\s*${name}\\b`).test(said),
  );
}

function isModule(tree: Tree, name: string): boolean {
  return tree.paths.some((path) => path.endsWith('.rs') && [`/${name}.rs`, `/${name}/`].some((one) => `/${path}`.includes(one)));
}

interface Asked {
  readonly tree: Tree;
  readonly path: string;
  readonly name: string;
}

const words = new WeakMap<Tree, Promise<readonly string[]>>();

/** Does a manifest or lockfile say it, whatever of, or as a part of another word? `xml-rs` is the crate `xml`. */
async function isKnown(asked: Asked): Promise<boolean> {
  const known = words.get(asked.tree) ?? readWords(asked.tree);
  words.set(asked.tree, known);
  const name = flat(asked.name);
  return (await known).some((word) => word.includes(name)) || (await isKnownElsewhere(asked));
}

async function readWords(tree: Tree): Promise<readonly string[]> {
  const files = tree.paths.filter((path) => /(^|\/)Cargo\.(toml|lock)$/.test(path));
  const texts = await Promise.all(files.map((path) => tree.read(path)));
  return [...new Set(texts.flatMap((text) => (text ?? '').match(/[\w-]+/g) ?? []).map(flat))];
}

function flat(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/**
 * A module inside of a file, which a `use super::*` may bring here, one that a macro makes, a crate of the compiler's own, or one whose package has quite
 * another name: then another file uses it too.
 */
async function isKnownElsewhere({ tree, path, name }: Asked): Promise<boolean> {
  const declared = new RegExp(`\\b(?:mod|crate|as)\\s+${name}\\b|!\\s*[([{][^;]{0,200}\\b${name}\\b`);
  const used = new RegExp(`\\b${name}\\s*::`);
  for (const one of tree.paths) {
    const text = one.endsWith('.rs') ? ((await tree.read(one)) ?? '') : '';
    if (declared.test(text) || (one !== path && used.test(text))) return true;
  }
  return false;
}
