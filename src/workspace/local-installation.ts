import { existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { modifiedAt, touch } from '../platform/files.ts';
import { removeTree } from '../platform/remove-tree.ts';
import { scratchName } from '../platform/scratch.ts';
import { divertBuildInfo } from './divert-build-info.ts';
import { copyModules, sealInstallation } from './installed-modules.ts';
import { modulesIn, modulesStamp } from './modules-stamp.ts';

/** A gate that has one mounted is over so long after it was last asked for. */
const STALE_MS = 24 * 60 * 60_000;

const PREFIX = 'local-';

/** What a person has installed in the own working tree. */
export interface LocalInstallation {
  readonly root: string;
  /** Stamp of the `node_modules` beside these folders' manifests, as they were when the gate looked. */
  stamp(folders: readonly string[]): Promise<string>;
}

/** As it is whenever it is asked for. */
export function localInstallation(root: string): LocalInstallation {
  return { root, stamp: (folders) => modulesStamp(root, folders) };
}

/**
 * A copy of the person's own installation, kept by the stamps of its files: copied once for each state of it, and nothing that happens in
 * the working tree later reaches what is judged. AdapterError when it is no more, once copied, what its stamp was taken of.
 */
export async function keptLocal(
  { dir, local: { root, stamp: stampOf } }: { readonly dir: string; readonly local: LocalInstallation },
  folders: readonly string[],
): Promise<string> {
  const stamp = await stampOf(folders);
  const kept = join(dir, PREFIX + stamp);
  if (existsSync(kept)) {
    await touch(kept);
    return kept;
  }
  const fresh = scratchName(kept);
  const paths = modulesIn(root, folders);
  await copyModules(root, fresh, paths);
  await divertBuildInfo(fresh, paths);
  await sealInstallation(fresh, paths);
  if ((await modulesStamp(root, folders)) !== stamp) {
    await removeTree(fresh);
    throw new AdapterError('LOCAL_DEPENDENCIES_CHANGED', 'your node_modules changed while they were copied', {
      hint: 'wait until the package manager is done, then check again',
    });
  }
  // Two gates may copy at once; the first rename wins.
  await rename(fresh, kept).catch(async (error: NodeJS.ErrnoException) => {
    await removeTree(fresh);
    if (!existsSync(kept)) throw error;
  });
  await touch(kept);
  await removeStale(dir, kept);
  return kept;
}

/** What the person has changed since is of no use any more. */
async function removeStale(dir: string, newest: string): Promise<void> {
  const now = (await modifiedAt(newest)) ?? 0;
  for (const name of (await readdir(dir)).filter((each) => each.startsWith(PREFIX))) {
    const path = join(dir, name);
    if (now - ((await modifiedAt(path)) ?? now) > STALE_MS) await removeTree(path);
  }
}
