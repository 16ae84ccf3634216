import { createHash } from 'node:crypto';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { contentOf } from './folder-content.ts';

/**
 * The files below a folder that are wanted, as git would name them: `<mode> <object id>`. Neither dependencies nor git's own are looked at.
 * `length`: digits of an object id of the repository.
 */
export async function gitBlobs(
  dir: string,
  { isWanted, length }: { readonly isWanted: (path: string) => boolean; readonly length: number },
): Promise<ReadonlyMap<string, string>> {
  const isLeftOut = (path: string) => /(^|\/)(\.git|node_modules)$/.test(path);
  const blobs = new Map<string, string>();
  // One after the other: an output folder may hold thousands.
  for (const path of contentOf(dir, { isLeftOut }).files.filter(isWanted)) blobs.set(path, await blobOf(join(dir, path), length));
  return blobs;
}

async function blobOf(file: string, length: number): Promise<string> {
  const stat = await lstat(file);
  const isLink = stat.isSymbolicLink();
  const content = isLink ? Buffer.from(await readlink(file)) : await readFile(file);
  const id = createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
  return `${isLink ? '120000' : (stat.mode & 0o100) === 0 ? '100644' : '100755'} ${id}`;
}
