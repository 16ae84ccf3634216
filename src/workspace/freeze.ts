import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type Dirent, existsSync } from 'node:fs';
import { cp, lstat, mkdir, readdir, readlink, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { removeTree } from '../platform/remove-tree.ts';

/** Never part of an artefact: dependencies are named by their store's key instead. */
const LEFT_OUT = new Set(['.git', 'node_modules']);

/**
 * SHA-256 over the sorted (mode, path, digest) of every file below `dir`, without `.git` and `node_modules`, plus the key of
 * the dependencies. The same bytes give the same digest on every machine.
 */
export async function digestFolder(dir: string, dependencies: string): Promise<string> {
  const lines: string[] = [];
  for (const path of (await filesBelow(dir, '')).toSorted()) {
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

/** Sockets and pipes are nothing to keep. */
function isKept(entry: Pick<Dirent, 'isDirectory' | 'isFile' | 'isSymbolicLink'>): boolean {
  return entry.isDirectory() || entry.isFile() || entry.isSymbolicLink();
}

async function filesBelow(dir: string, prefix: string): Promise<string[]> {
  const entries = await readdir(join(dir, prefix), { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !LEFT_OUT.has(entry.name) && isKept(entry))
      .map(async (entry) => {
        const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(dir, path) : [path];
      }),
  );
  return nested.flat();
}

export interface FreezeRequest {
  /** The built checkout. */
  readonly from: string;
  readonly artefacts: string;
  /** Key of the dependencies. */
  readonly dependencies: string;
}

/** Copies a built checkout into the folder of its digest. The copy is what is digested: nothing that the build left running reaches it. */
export async function freezeFolder({
  from,
  artefacts,
  dependencies,
}: FreezeRequest): Promise<{ readonly digest: string; readonly dir: string }> {
  const fresh = join(artefacts, `new-${randomUUID()}`);
  await mkdir(artefacts, { recursive: true });
  await cp(from, fresh, {
    recursive: true,
    verbatimSymlinks: true,
    filter: async (source) => source === from || (!LEFT_OUT.has(basename(source)) && isKept(await lstat(source))),
  });
  const digest = await digestFolder(fresh, dependencies);
  const dir = join(artefacts, digest);
  // What is kept under the digest was written by an earlier gate, and code that a change wrote has run since.
  if (existsSync(dir) && (await digestFolder(dir, dependencies)) === digest) await removeTree(fresh);
  else {
    await removeTree(dir);
    await rename(fresh, dir);
  }
  return { digest, dir };
}
