import { createHash } from 'node:crypto';
import { accessSync, constants, realpathSync } from 'node:fs';
import { lstat, mkdir, rmdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../domain/error.ts';
import { removeTree } from './remove-tree.ts';

/**
 * Where the checkouts of a repository lie: not in its state folder, as many programs pass over all that is below a folder whose name
 * begins with a dot (a web server that sends files, for example), and not below the person's own working tree, where tools look
 * upwards for their configuration and packages. A disk rather than memory, which `/tmp` often is.
 */
export function workspacesFolder(stateDir: string): string {
  const { uid } = userInfo();
  return join(temporary(), `jidoka-${uid}-${createHash('sha256').update(stateDir).digest('hex').slice(0, 12)}`);
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

/** Makes a folder in there and those around it. UserError when somebody else has made one of them: everybody may write to where they lie. */
export async function makeWorkspace(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const around = dirname(dir);
  // Asked once something of ours is in it: from then on nobody can remove it and make another.
  const found = await lstat(around);
  if (found.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o022) === 0) return;
  throw new UserError(
    'WORKSPACES_NOT_OURS',
    `${around} belongs to somebody else or others may write to it, so nothing is checked out there`,
    {
      hint: 'Remove it, or ask its owner to.',
    },
  );
}

/** Removes one, and with the last one the folder around it. */
export async function discardWorkspace(dir: string): Promise<void> {
  await removeTree(dir);
  await removeWhenEmpty(dirname(dir));
}

/** After the last workspace in it is gone nothing is left of it. */
export async function removeWhenEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOTEMPTY', 'ENOENT', 'EEXIST'].includes(error.code ?? '')) throw error;
  });
}
