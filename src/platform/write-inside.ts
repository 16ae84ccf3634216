import { appendFile, lstat, realpath, writeFile } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { AdapterError } from '../domain/error.ts';

export interface Addition {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly isAppended: boolean;
}

/** Writes files of a checkout in which commands have run. `dir`: its real path. AdapterError where a link leads out of it. */
export async function writeInside(dir: string, additions: readonly Addition[]): Promise<void> {
  for (const { path, text, isAppended } of additions) {
    const folder = await realpath(dirname(path));
    const isLink = (await lstat(path).catch(ignoreMissing))?.isSymbolicLink() === true;
    if (isLink || (folder !== dir && !folder.startsWith(dir + sep)))
      throw new AdapterError('OUTSIDE_OF_CHECKOUT', `${path} leads out of the checkout: a command has put a link there`);
    await (isAppended ? appendFile(path, text) : writeFile(path, text));
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
