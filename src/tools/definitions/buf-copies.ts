import { rm } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { parseProto } from '../../formats/protobuf/parse-proto.ts';
import type { PrivateFolder } from '../../platform/private-folder.ts';
import { type BufInput, isBelow, isFile } from './buf-inputs.ts';

/** One side of an input on disk: the definitions of its tree, the settings of the base commit. */
export interface BufCopy {
  /** Relative to the folder of all. */
  readonly dir: string;
  readonly paths: ReadonlySet<string>;
  /** In the tree, of what buf was given; null for what it was not. */
  pathOf(given: string): string | null;
  /** A file whose imports are not there becomes one that defines nothing, and so do those that import it. */
  leaveOut(paths: Iterable<string>): Promise<void>;
  readonly leftOut: ReadonlySet<string>;
  textOf(path: string): string;
}

export interface BufCopyRequest {
  readonly folder: PrivateFolder;
  /** Names the copy: `0-head`. */
  readonly name: string;
  readonly tree: Tree;
  readonly input: BufInput;
}

export async function bufCopy({ folder, name, tree, input }: BufCopyRequest): Promise<BufCopy> {
  const texts = new Map<string, string>();
  for (const path of tree.paths)
    if (path.endsWith('.proto') && isBelow(path, input.folder) && isFile(tree, path)) texts.set(path, (await tree.read(path)) ?? '');
  const given = (path: string) => posix.join(name, input.folder === '' ? path : path.slice(input.folder.length + 1));
  for (const [path, text] of [...input.settings, ...texts]) {
    await folder.folder(posix.dirname(given(path)));
    await folder.write(given(path), text);
  }
  const byGiven = new Map([...texts.keys(), ...input.settings.keys()].map((path) => [given(path), path]));
  const leftOut = new Set<string>();
  return {
    dir: name,
    paths: new Set(texts.keys()),
    pathOf: (path) => byGiven.get(posix.normalize(path)) ?? null,
    async leaveOut(paths) {
      for (const path of importersOf(texts, paths)) {
        if (leftOut.has(path)) continue;
        leftOut.add(path);
        await rm(`${folder.path}/${given(path)}`);
        await folder.write(given(path), headOf(texts.get(path) ?? ''));
      }
    },
    leftOut,
    textOf: (path) => texts.get(path) ?? '',
  };
}

/** These, those that import them, and so on: an import may mean each file whose path ends so. */
function importersOf(texts: ReadonlyMap<string, string>, start: Iterable<string>): ReadonlySet<string> {
  const imports = [...texts].map(([path, text]) => ({ path, imported: importsIn(text) }));
  const found = new Set([...start].filter((path) => texts.has(path)));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { path, imported } of imports) {
      const isImporter = imported.some((one) => [...found].some((left) => left === one || left.endsWith(`/${one}`)));
      if (isImporter) found.add(path);
    }
  }
  return found;
}

function importsIn(text: string): readonly string[] {
  const { file } = parseProto(text);
  return (
    file?.imports.map(({ path }) => path) ??
    [...text.matchAll(/\bimport\s+(?:public\s+|weak\s+|option\s+)?"([^"\n]+)"/g)].map(([, path = '']) => path)
  );
}

const HEAD =
  /^(?:(?:syntax|edition)\s*=\s*"[^"\n]*"|package\s+[\w.]+|option\s+(?:java_package|java_multiple_files|java_outer_classname|go_package|csharp_namespace|php_namespace|ruby_package|swift_prefix|objc_class_prefix|optimize_for)\s*=\s*(?:"[^"\n]*"|'[^'\n]*'|\w+))\s*;/gm;

/** What others of its package are held against. */
function headOf(text: string): string {
  return `${[...text.matchAll(HEAD)].map(([found]) => found).join('\n')}\n`;
}
