import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { readOrdinary } from '../../platform/read-ordinary.ts';

const DEPTH = 6;

/** The folder of each Go module of a checkout, by the module's name. */
export async function modulesIn(dir: string, folder = '.', depth = DEPTH): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const text = await readOrdinary(join(dir, folder, 'go.mod'), { within: dir, maxBytes: 1024 * 1024 });
  const name = /^\s*module\s+"?([^\s"]+)/m.exec(text ?? '')?.[1];
  if (name !== undefined) found.set(name, folder);
  if (depth === 0) return found;
  for (const entry of await readdir(join(dir, folder), { withFileTypes: true })) {
    if (!entry.isDirectory() || /^[._]|^(node_modules|vendor|testdata)$/.test(entry.name)) continue;
    for (const [module, at] of await modulesIn(dir, posix.join(folder, entry.name), depth - 1)) found.set(module, at);
  }
  return found;
}
