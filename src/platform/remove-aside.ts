import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeTree } from './remove-tree.ts';
import { scratchName } from './scratch.ts';

/**
 * Removes a file or folder so that everybody else sees it whole or not at all, and of several that remove it at once only one does.
 * False when it is gone already. What a killed process leaves of it is named as scratch.
 */
export async function removeAside(path: string): Promise<boolean> {
  const aside = join(dirname(path), scratchName('gone'));
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  await removeTree(aside);
  return true;
}
