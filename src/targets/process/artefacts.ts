import { constants } from 'node:fs';
import { access, cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import type { Artefact } from '../../domain/release.ts';
import { isLeftOutOfArtefact, modulesDigest } from '../../platform/artefact-digest.ts';

const COPY = { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE } as const;

function artefactsIn(stateDir: string): string {
  return join(stateDir, 'artefacts');
}

/** The digest that an artefact with these files and dependencies has. */
export type DigestOf = (folder: string, dependencies: Artefact['dependencies']) => Promise<string>;

interface Store {
  readonly stateDir: string;
  readonly digestOf: DigestOf;
}

/** Copies an artefact and its dependencies into the target's own store, by digest; whole and as attested, or not at all. */
export async function keepArtefact(store: Store, artefact: Artefact): Promise<void> {
  const { stateDir } = store;
  const kept = join(artefactsIn(stateDir), artefact.digest);
  if ((await exists(kept)) && (await isItself(store, kept, artefact))) return;
  const copy = `${kept}.new`;
  await rm(copy, { recursive: true, force: true });
  await mkdir(artefactsIn(stateDir), { recursive: true });
  const { dir, dependencies } = artefact;
  // What the digest leaves out is not part of a build: whoever put it there, it is not started.
  await cp(dir, copy, { ...COPY, filter: (source) => source === dir || !isLeftOutOfArtefact(relative(dir, source)) });
  if (dependencies !== null) {
    for (const tree of await dependencyTrees(dependencies.dir)) {
      await cp(join(dependencies.dir, tree), join(copy, tree), COPY);
    }
  }
  // The copy and not what it was copied from: that may be exchanged between a look at it and its use.
  await requireItself(store, copy, artefact);
  await rm(kept, { recursive: true, force: true });
  await rename(copy, kept);
}

/** A fresh private copy for one start: what the release writes into it never reaches the kept artefact. */
export async function unpackArtefact(store: Store, artefact: Artefact, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(join(to, '..'), { recursive: true });
  await cp(join(artefactsIn(store.stateDir), artefact.digest), to, COPY);
  await requireItself(store, to, artefact);
}

async function isItself({ digestOf }: Store, folder: string, { digest, dependencies }: Artefact): Promise<boolean> {
  if ((await digestOf(folder, dependencies)) !== digest) return false;
  const modules = await dependencyTrees(folder);
  return dependencies === null ? modules.length === 0 : (await modulesDigest(folder, modules)) === dependencies.digest;
}

async function requireItself(store: Store, folder: string, artefact: Artefact): Promise<void> {
  if (await isItself(store, folder, artefact)) return;
  await rm(folder, { recursive: true, force: true });
  throw new AdapterError('artefact', `the build ${artefact.digest.slice(0, 12)} on this machine is not what was attested`, {
    hint: 'Send its change down the line again with `jidoka run --change`.',
  });
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
