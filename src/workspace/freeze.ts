import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Never part of an artefact: dependencies are named by their store's key instead. */
const LEFT_OUT = new Set(['.git', 'node_modules']);

/**
 * SHA-256 over the sorted (mode, path, digest) of every file below `dir`, without `.git` and `node_modules`, plus the key of
 * the dependencies. The same bytes give the same digest on every machine.
 */
export async function digestFolder(dir: string, dependencies: string): Promise<string> {
  const lines: string[] = [];
  for (const path of (await filesBelow(dir, '')).sort()) {
    const file = join(dir, path);
    const stat = await lstat(file);
    const mode = stat.isSymbolicLink() ? '120000' : (stat.mode & 0o100) === 0 ? '100644' : '100755';
    const content = createHash('sha256');
    if (stat.isSymbolicLink()) content.update(await readlink(file));
    else await pipeline(createReadStream(file), content);
    lines.push(`${mode} ${path}\0${content.digest('hex')}\n`);
  }
  return createHash('sha256').update(lines.join('')).update(`dependencies ${dependencies}\n`).digest('hex');
}

async function filesBelow(dir: string, prefix: string): Promise<string[]> {
  const entries = await readdir(join(dir, prefix), { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !LEFT_OUT.has(entry.name) && (entry.isDirectory() || entry.isFile() || entry.isSymbolicLink()))
      .map(async (entry) => {
        const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(dir, path) : [path];
      }),
  );
  return nested.flat();
}

/** May this entry of a built checkout go into its artefact? */
export function isPartOfArtefact(name: string): boolean {
  return !LEFT_OUT.has(name);
}
