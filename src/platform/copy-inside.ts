import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, realpath, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { AdapterError } from '../domain/error.ts';

export interface InsideCopy {
  /** Two folders in which commands have run. */
  readonly from: string;
  readonly to: string;
  /** Of ordinary files in `from`; whatever is there in `to` is replaced. */
  readonly paths: readonly string[];
}

/** Copies files of one checkout to the same places in another. AdapterError where a link leads out of either, or stands for the file. */
export async function copyInside({ from, to, paths }: InsideCopy): Promise<void> {
  const [source, target] = await Promise.all([realpath(from), realpath(to)]);
  for (const path of paths) {
    const folder = dirname(join(target, path));
    const isFile = (await isIn(source, dirname(join(source, path)))) && (await lstat(join(source, path))).isFile();
    // Asked before a folder is made, so that none is made elsewhere.
    if (!isFile || !(await isIn(target, await lowestThere(folder)))) throw outside(path);
    await mkdir(folder, { recursive: true });
    await rm(join(target, path), { force: true, recursive: true });
    await copyFile(join(source, path), join(target, path), constants.COPYFILE_EXCL);
  }
}

async function isIn(folder: string, path: string): Promise<boolean> {
  const real = await realpath(path);
  return real === folder || real.startsWith(folder + sep);
}

async function lowestThere(folder: string): Promise<string> {
  try {
    await lstat(folder);
    return folder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return lowestThere(dirname(folder));
    throw error;
  }
}

function outside(path: string): AdapterError {
  return new AdapterError('OUTSIDE_OF_CHECKOUT', `${path} is no file of the checkout any more: a command has put a link there`);
}
