import { basePath, type Change, type ChangedFile } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { type ParsedSource, parseSource } from '../../syntax/parse-source.ts';
import { isBuilt, isCode } from './place.ts';

/** Characters from which on a source file is not parsed: generated bundles, not code somebody writes. */
const PARSED_CHARACTERS = 2_000_000;

/** A text file as one of the trees has it. */
export interface FileVersion {
  readonly path: string;
  readonly text: string;
  /** Null when it is neither JavaScript nor TypeScript, or too large to parse. */
  readonly parsed: ParsedSource | null;
  readonly isTooLarge: boolean;
  /** A bundler wrote it, and wrote it on the base commit already: packages of others, with what they silence and leave undone. */
  readonly isBundle: boolean;
}

/** Both sides of a changed file; null where the file does not exist or is no text. */
export interface FilePair {
  readonly file: ChangedFile;
  readonly base: FileVersion | null;
  readonly head: FileVersion | null;
}

export async function readPairs({
  change,
  base,
  head,
}: {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
}): Promise<FilePair[]> {
  const pairs: FilePair[] = [];
  for (const file of change.files) {
    const before = await versionIn(base, basePath(file), file);
    const after = await versionIn(head, file.path, file);
    // By what the base commit has there: a name and a word are quickly given.
    const isBundle = isBundled(before) && (after === null || isBundled(after));
    pairs.push({ file, base: before && { ...before, isBundle }, head: after && { ...after, isBundle } });
  }
  return pairs;
}

/** By which webpack and ncc, and esbuild, load the modules that they put into one file. */
const BUNDLER = /\b__(?:webpack|nccwpck)_require__\b|\b__commonJS(?:Min)? = /;

function isBundled(version: ReadVersion | null): boolean {
  return version !== null && isBuilt(version.path) && BUNDLER.test(version.text);
}

type ReadVersion = Omit<FileVersion, 'isBundle'>;

async function versionIn(tree: Tree, path: string, { binary }: ChangedFile): Promise<ReadVersion | null> {
  const mode = tree.entry(path)?.mode;
  if (mode === undefined || !mode.startsWith('100')) return null;
  // A zero byte makes a file binary for git; it must not hide source code.
  if (binary && !isCode(path)) return null;
  const text = await tree.read(path);
  if (text === null) return null;
  const isTooLarge = text.length > PARSED_CHARACTERS;
  return { path, text, isTooLarge, parsed: isTooLarge ? null : parseSource(path, text) };
}
