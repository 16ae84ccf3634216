import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { parseProto, type ProtoReading } from '../../formats/protobuf/parse-proto.ts';
import { isOtherText } from './is-other-text.ts';

/** A `.proto` file of a tree. */
export interface ProtobufSource {
  readonly path: string;
  readonly text: string;
  readonly reading: ProtoReading;
}

/** The `.proto` files of a tree, each read once. */
export interface ProtobufTree {
  read(path: string): Promise<ProtobufSource>;
  /** The files that an import may mean: nobody here knows from which folders a compiler starts. */
  named(imported: string): readonly string[];
  /** Whether the tree has other files of the folder that an import names. */
  hasFolderOf(imported: string): boolean;
  /** Files that import one of these, straight or through the public imports of others. */
  importers(touched: ReadonlySet<string>): Promise<ReadonlySet<string>>;
}

export function isProtobuf(path: string): boolean {
  return /\.proto$/i.test(path);
}

export function protobufTree(tree: Tree): ProtobufTree {
  const sources = new Map<string, Promise<ProtobufSource>>();
  const paths = tree.paths.filter((path) => isProtobuf(path) && tree.entry(path)?.mode.startsWith('100') === true);
  const byName = Map.groupBy(paths, (path) => posix.basename(path));
  const read = (path: string): Promise<ProtobufSource> => {
    const known = sources.get(path) ?? load(tree, path);
    sources.set(path, known);
    return known;
  };
  return {
    read,
    named: (imported) => (byName.get(posix.basename(imported)) ?? []).filter((path) => isNamed(path, imported)),
    hasFolderOf(imported) {
      const folder = posix.dirname(imported);
      return folder !== '.' && paths.some((path) => isNamed(posix.dirname(path), folder));
    },
    async importers(touched) {
      const found = new Set<string>();
      const wanted = new Set(touched);
      const byFile = Map.groupBy(touched, (path) => posix.basename(path));
      const all = await Promise.all(paths.map(read));
      for (let size = -1; size !== wanted.size;) {
        size = wanted.size;
        for (const { path, reading } of all) {
          const meant = (reading.file?.imports ?? []).filter((one) =>
            (byFile.get(posix.basename(one.path)) ?? []).some((file) => isNamed(file, one.path)),
          );
          if (meant.length > 0) found.add(path);
          if (!meant.some(({ isPublic }) => isPublic) || wanted.has(path)) continue;
          wanted.add(path);
          byFile.set(posix.basename(path), [...(byFile.get(posix.basename(path)) ?? []), path]);
        }
      }
      return found;
    },
  };
}

/** Whether an import may mean a file. */
export function isNamed(path: string, imported: string): boolean {
  return path === imported || path.endsWith(`/${imported}`);
}

async function load(tree: Tree, path: string): Promise<ProtobufSource> {
  const text = (await tree.read(path)) ?? '';
  return { path, text, reading: parseProto(text) };
}

export function isTemplate({ text, reading: { problem } }: ProtobufSource): boolean {
  return problem !== null && isOtherText(text, 'protobuf');
}
