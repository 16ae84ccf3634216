import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { startTimeOf } from './process-group.ts';
import { removeTree } from './remove-tree.ts';

/** A folder may be shared by machines; a pid says nothing on another one. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** A new name for a folder that this process uses and removes: everybody can see later whether its maker is dead. */
export function scratchName(prefix: string): string {
  // Short, as a socket's whole path has to be.
  return `${prefix}-${HOST}-${makerOf(process.pid) ?? 'unknown'}-${randomBytes(4).toString('hex')}`;
}

/** Whether the process that gave this name is certainly dead: nobody will remove what has it. */
export function isAbandoned(name: string): boolean {
  const [, host, maker, pid = ''] = /-([0-9a-f]{6})-(([0-9a-z]+)-[0-9a-z]+)-[0-9a-f]{8}[^-]*$/.exec(name) ?? [];
  return host === HOST && makerOf(Number.parseInt(pid, 36)) !== maker;
}

/** A process that lives, by its pid and when it was started; null when there is none. */
function makerOf(pid: number): string | null {
  const start = startTimeOf(pid);
  return start === null ? null : `${pid.toString(36)}-${Number(start).toString(36)}`;
}

/** Removes the folders with such names in a folder that may not be there. */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter(isAbandoned)) await removeTree(join(folder, name));
}
