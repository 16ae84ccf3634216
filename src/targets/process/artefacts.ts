import { constants } from 'node:fs';
import { access, cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release } from '../../domain/release.ts';

const COPY = { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE } as const;

function artefactsIn(stateDir: string): string {
  return join(stateDir, 'artefacts');
}

/** Copies an artefact and its dependencies into the target's own store, by digest; whole or not at all. */
export async function keepArtefact(stateDir: string, { artefact }: Release): Promise<void> {
  const kept = join(artefactsIn(stateDir), artefact.digest);
  if (await exists(kept)) return;
  const copy = `${kept}.new`;
  await rm(copy, { recursive: true, force: true });
  await mkdir(artefactsIn(stateDir), { recursive: true });
  await cp(artefact.dir, copy, COPY);
  if (artefact.dependencies !== null) {
    for (const tree of await dependencyTrees(artefact.dependencies)) {
      await cp(join(artefact.dependencies, tree), join(copy, tree), COPY);
    }
  }
  await rename(copy, kept);
}

/** A fresh private copy for one start: what the release writes into it never reaches the kept artefact. */
export async function unpackArtefact(stateDir: string, digest: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(join(to, '..'), { recursive: true });
  await cp(join(artefactsIn(stateDir), digest), to, COPY);
}

/** Removes every artefact but these. */
export async function pruneArtefacts(stateDir: string, digests: ReadonlySet<string>): Promise<void> {
  if (!(await exists(artefactsIn(stateDir)))) return;
  for (const name of await readdir(artefactsIn(stateDir))) {
    if (!digests.has(name)) await rm(join(artefactsIn(stateDir), name), { recursive: true, force: true });
  }
}

/** Relative paths of the outermost `node_modules` folders. */
async function dependencyTrees(folder: string, below = ''): Promise<string[]> {
  const trees: string[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (!entry.isDirectory() || entry.name === '.git') continue;
    if (entry.name === 'node_modules') trees.push(path);
    else trees.push(...(await dependencyTrees(folder, path)));
  }
  return trees;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
