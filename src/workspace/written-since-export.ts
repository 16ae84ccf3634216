import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tree } from '../domain/tree.ts';

/**
 * Which of these paths of an exported tree were written to, made or taken away since. Told by times, which whatever ran there could have set: only
 * for code that is trusted.
 */
export async function writtenSinceExport(dir: string, tree: Tree, paths: readonly string[]): Promise<string[]> {
  // The branch is made when all files are there.
  const exported = await modifiedAt(join(dir, '.git/refs/heads'));
  const written = await Promise.all(
    paths.map(async (path) => {
      const modified = await modifiedAt(join(dir, path));
      if (!tree.has(path)) return modified !== null;
      return modified === null || exported === null || modified > exported;
    }),
  );
  return paths.filter((_, index) => written[index]);
}

/** Null where nothing is. */
async function modifiedAt(path: string): Promise<bigint | null> {
  try {
    return (await lstat(path, { bigint: true })).mtimeNs;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
