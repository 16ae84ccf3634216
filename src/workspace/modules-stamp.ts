import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { stampDigest } from '../platform/folder-content.ts';

/** Folders directly inside a `node_modules` that tools write to while they work; the rest stays as it was installed. */
export const MODULE_CACHES: readonly string[] = ['.cache', '.vite', '.vite-temp', '.vitest', '.vitest-cache', '.tmp', '.astro', '.rpt2'];

export const CACHE_FOLDER = new RegExp(`(^|/)node_modules/(${MODULE_CACHES.map((name) => name.replace('.', '\\.')).join('|')})$`);

/** Paths of the `node_modules` folders beside these folders' manifests that are there. */
export function modulesIn(dir: string, folders: readonly string[]): string[] {
  return folders.map((folder) => posix.join(folder, 'node_modules')).filter((path) => existsSync(join(dir, path)));
}

/** Tells one state of the `node_modules` beside these folders' manifests from another: what is installed, edited or linked there. */
export function modulesStamp(dir: string, folders: readonly string[]): Promise<string> {
  return stampDigest(dir, modulesIn(dir, folders).toSorted(), (path) => CACHE_FOLDER.test(path));
}
