import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const MAX_DEPTH = 24;
/** What is not the project's own. */
const ASIDE = new Set(['node_modules', '.git']);

/** Paths of the ordinary files below a folder in which commands have run, but for installed packages; no link is followed. */
export async function filesBelow(dir: string): Promise<string[]> {
  const found: string[] = [];
  const open = [{ folder: dir, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { folder, depth } = next;
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isFile()) found.push(relative(dir, path).split(sep).join('/'));
      else if (entry.isDirectory() && !ASIDE.has(entry.name) && depth < MAX_DEPTH) open.push({ folder: path, depth: depth + 1 });
    }
  }
  return found.toSorted();
}
