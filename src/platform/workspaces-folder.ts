import { createHash } from 'node:crypto';
import { accessSync, constants, realpathSync } from 'node:fs';
import { lstat, mkdir, readdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { removeTree } from './remove-tree.ts';
import { removeAbandoned } from './scratch.ts';

/** Not `os.userInfo()`, which knows none of the users a container may run as. */
const USER = process.getuid?.() ?? 0;

/**
 * Where the checkouts of a repository lie: not in its state folder, as many programs pass over all that is below a folder whose name
 * begins with a dot (a web server that sends files, for example), and not below the person's own working tree, where tools look
 * upwards for their configuration and packages. A disk rather than memory, which `/tmp` often is. Everybody may write to what is
 * around it, and may have made a folder or a link of that name: what is in it counts only while it is ours.
 */
export function workspacesFolder(stateDir: string): string {
  return join(temporary(), `jidoka-${USER}-${createHash('sha256').update(stateDir).digest('hex').slice(0, 12)}`);
}

function temporary(): string {
  try {
    accessSync('/var/tmp', constants.W_OK);
    return realpathSync('/var/tmp');
  } catch {
    // Containers whose only writable folder is mounted, for example.
    return realpathSync(tmpdir());
  }
}

/** Makes a workspace, and removes what dead processes have left beside it. AdapterError where the folder around it is not ours. */
export async function makeWorkspace(dir: string): Promise<void> {
  const around = dirname(dir);
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw (await isTaken(around)) ? notOurs(around) : error;
  }
  // Asked once something of ours is in it: from then on nobody can remove it and make another.
  if (await isTaken(around)) throw notOurs(around);
  await removeAbandoned(around);
}

/** The workspaces of a repository, by name. */
export async function workspacesOf(stateDir: string): Promise<string[]> {
  const folder = workspacesFolder(stateDir);
  return (await isOurs(folder)) ? readdir(folder) : [];
}

/** Removes one, and with the last one the folder around it. */
export async function discardWorkspace(dir: string): Promise<void> {
  if (!(await isOurs(dirname(dir)))) return;
  await removeTree(dir);
  await removeWhenEmpty(dirname(dir));
}

/** Removes what dead processes have left. */
export async function removeAbandonedWorkspaces(stateDir: string): Promise<void> {
  const folder = workspacesFolder(stateDir);
  if (!(await isOurs(folder))) return;
  await removeAbandoned(folder);
  await removeWhenEmpty(folder);
}

async function removeWhenEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOTEMPTY', 'ENOENT', 'EEXIST'].includes(error.code ?? '')) throw error;
  });
}

/** A folder and no link, this user's, and closed to others. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await statOf(folder);
  return found !== null && found.isDirectory() && found.uid === USER && (found.mode & 0o022) === 0;
}

async function isTaken(folder: string): Promise<boolean> {
  return (await statOf(folder)) !== null && !(await isOurs(folder));
}

async function statOf(path: string) {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

function notOurs(folder: string): AdapterError {
  return new AdapterError('WORKSPACES_NOT_OURS', `${folder} is no folder of this user alone, so nothing is checked out there`, {
    hint: 'Remove it, or have it removed: Jidoka makes it again.',
  });
}
