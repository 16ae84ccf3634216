import { createHash } from 'node:crypto';
import type { Change } from '../../src/domain/change.ts';
import type { Tree } from '../../src/domain/tree.ts';
import type { Files } from './repository.ts';

/** A tree of files in memory; the ids are digests, so equal files are equal. */
export function treeOfFiles(files: Files): Tree {
  const texts = new Map(Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])));
  const digest = (text: string) => createHash('sha1').update(text).digest('hex');
  return {
    id: digest(JSON.stringify([...texts])),
    paths: [...texts.keys()].toSorted(),
    has: (path) => texts.has(path),
    entry(path) {
      const text = texts.get(path);
      return text === undefined ? undefined : { mode: '100644', objectId: digest(text) };
    },
    read: async (path) => texts.get(path) ?? null,
  };
}

/** The change from one tree to another, all lines of a changed file counted as written. */
export function changeBetween(base: Tree, head: Tree): Change {
  const paths = [...new Set([...base.paths, ...head.paths])].filter((path) => base.entry(path)?.objectId !== head.entry(path)?.objectId);
  return {
    base: base.id,
    baseTree: base.id,
    tree: head.id,
    files: paths.map((path) => ({
      path,
      status: !head.has(path) ? 'deleted' : base.has(path) ? 'modified' : 'added',
      oldMode: base.entry(path)?.mode ?? '000000',
      newMode: head.entry(path)?.mode ?? '000000',
      binary: false,
      added: head.has(path) ? [{ start: 1, end: 1_000_000 }] : [],
      removed: [],
    })),
  };
}
