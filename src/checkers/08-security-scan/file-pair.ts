import { basePath, type Change, type ChangedFile } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { sourceLanguage } from '../../syntax/parse-source.ts';
import { placeOf } from './place.ts';

/** A text file as one of the trees has it. */
export interface FileVersion {
  readonly path: string;
  readonly text: string;
}

/** Both sides of a changed file; null where the file does not exist or is no text. */
export interface FilePair {
  readonly file: ChangedFile;
  readonly base: FileVersion | null;
  readonly head: FileVersion | null;
}

/** Without those that the change takes away: what was wrong with them is gone. */
export async function* readPairs({
  change,
  base,
  head,
}: {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
}): AsyncGenerator<FilePair> {
  for (const file of change.files) {
    if (file.status === 'deleted') continue;
    yield { file, base: await versionIn(base, basePath(file)), head: await versionIn(head, file.path) };
  }
}

/** Git calls a file binary for one zero byte among its first; that must not hide what is written in it. */
const BINARY_SHARE = 0.02;
const WIDE_SHARE = 0.4;
const LOOKED_AT = 20_000;

/** Null for what is no text, or no file. */
export async function versionIn(tree: Tree, path: string): Promise<FileVersion | null> {
  if (tree.entry(path)?.mode.startsWith('100') !== true) return null;
  const read = await tree.read(path);
  return read === null ? null : asText(path, read);
}

export function asText(path: string, read: string): FileVersion | null {
  const text = narrowed(read);
  return !isText(path) && isBinary(text) ? null : { path, text };
}

/** UTF-16, as some Windows programs write it, has a zero byte beside each character of ours. */
function narrowed(text: string): string {
  const start = text.slice(0, LOOKED_AT);
  return (start.match(/\0/g)?.length ?? 0) > WIDE_SHARE * start.length ? text.replaceAll('\0', '').replace(/^\ufffd{1,2}/, '') : text;
}

/** What is read as text whatever it holds: a comment full of odd characters must not hide the program around it. */
function isText(path: string): boolean {
  return sourceLanguage(path) !== null || placeOf(path) === 'code' || SETTINGS.test(path);
}

const SETTINGS =
  /\.(json[c5]?|ya?ml|toml|ini|cfg|conf|env|properties|xml|sh|bash|zsh|ps1|tf|tfvars|pem|key|ppk|txt|md)$|(^|\/)(\.[^/.]+(\.[^/]+)?|Dockerfile[^/]*)$/i;

function isBinary(text: string): boolean {
  const start = text.slice(0, LOOKED_AT);
  const odd = start.match(/[\0-\x08\x0e-\x1a\ufffd]/g)?.length ?? 0;
  return odd > BINARY_SHARE * start.length;
}
