import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const REMOVE = { recursive: true, force: true, maxRetries: 3 } as const;

/** Removes a folder that programs wrote to: also one whose folders they made unwritable, as Go does with its modules. */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, REMOVE);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    await makeWritable(path);
    await rm(path, REMOVE);
  }
}

async function makeWritable(folder: string): Promise<void> {
  // Never through a link: what it points to is not ours.
  if (!(await lstat(folder)).isDirectory()) return;
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(folder, entry.name));
  }
}
