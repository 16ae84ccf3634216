import { posix } from 'node:path';
import { contentOf, digestFiles } from './folder-content.ts';

/** Never part of an artefact: dependencies are named by their store's key instead. */
export function isLeftOutOfArtefact(path: string): boolean {
  const name = posix.basename(path);
  return name === '.git' || name === 'node_modules';
}

/**
 * SHA-256 over the sorted (mode, path, digest) of every file below `dir`, without `.git` and `node_modules`, plus the key of
 * the dependencies (`none` without any). The same bytes give the same digest on every machine.
 */
export function artefactDigest(dir: string, dependencies: string): Promise<string> {
  return digestFiles(dir, contentOf(dir, { isLeftOut: isLeftOutOfArtefact }).files, `dependencies ${dependencies}\n`);
}

/** SHA-256 over every file of the `node_modules` folders at these paths below `dir`. */
export function modulesDigest(dir: string, modules: readonly string[]): Promise<string> {
  return digestFiles(
    dir,
    modules.toSorted().flatMap((within) => contentOf(dir, { within }).files),
  );
}
