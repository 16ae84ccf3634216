import { posix } from 'node:path';
import type { Tree } from '../domain/tree.ts';
import type { DataDocument } from './data-document.ts';
import { dataFormatOf, type DataReading, readData } from './read-data.ts';

const SYMLINK = '120000';
const MAX_LINKS = 10;

/** The data files of a tree, each read once; links are followed inside the tree. */
export interface TreeDocuments {
  has(path: string): boolean;
  /** Whether one of its folders is a submodule or a link: what is in it the tree does not say. */
  isBehind(path: string): boolean;
  /** Null when the tree has no such file, or when its name promises no format. */
  read(path: string): Promise<DataReading | null>;
  /** The file's one document; null when there is not exactly one that parses. */
  documentAt(path: string): Promise<DataDocument | null>;
}

export function treeDocuments(tree: Tree): TreeDocuments {
  const readings = new Map<string, Promise<DataReading | null>>();
  const load = async (path: string): Promise<DataReading | null> => {
    const format = dataFormatOf(path);
    const file = format === null ? null : await behindLinks(tree, path);
    const text = file === null ? null : await tree.read(file);
    return format === null || text === null ? null : readData(text, format);
  };
  const read = (path: string): Promise<DataReading | null> => {
    const known = readings.get(path) ?? load(path);
    readings.set(path, known);
    return known;
  };
  return {
    has: (path) => tree.has(path),
    isBehind(path) {
      for (let folder = posix.dirname(path); folder !== '.' && folder !== '/'; folder = posix.dirname(folder))
        if (tree.has(folder)) return true;
      return false;
    },
    read,
    async documentAt(path) {
      const reading = await read(path);
      const [document, ...others] = reading?.documents ?? [];
      return document !== undefined && others.length === 0 ? document : null;
    },
  };
}

/** Null where a link leads out of the tree, or nowhere. */
async function behindLinks(tree: Tree, path: string): Promise<string | null> {
  let file = path;
  for (let links = 0; links <= MAX_LINKS; links += 1) {
    const mode = tree.entry(file)?.mode;
    if (mode !== SYMLINK) return mode === undefined ? null : file;
    file = posix.join(posix.dirname(file), (await tree.read(file)) ?? '');
  }
  return null;
}
