import { statfs } from 'node:fs/promises';
import { AdapterError } from '../domain/error.ts';

/** Below this nothing that builds or tests says anything about a change. */
const NEEDED_BYTES = 64e6;

/** AdapterError when a disk that holds one of these folders is as good as full. */
export async function requireSpace(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    if (free < NEEDED_BYTES) throw full(folder, free);
  }
}

function full(folder: string, free: number): AdapterError {
  return new AdapterError(
    'DISK_FULL',
    `only ${(free / 1e6).toFixed(1)} MB are free where ${folder} is; a run needs ${NEEDED_BYTES / 1e6} MB`,
    { hint: 'Free some space (`jidoka clean`), then go on with `jidoka runs resume <run>`.' },
  );
}
