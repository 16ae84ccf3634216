import { cp, mkdir, rename } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { artefactDigest, isLeftOutOfArtefact } from '../platform/artefact-digest.ts';
import { contentOf, linksOut } from '../platform/folder-content.ts';
import { removeAside } from '../platform/remove-aside.ts';
import { removeTree } from '../platform/remove-tree.ts';
import { scratchName } from '../platform/scratch.ts';

export interface FreezeRequest {
  /** The built checkout. */
  readonly from: string;
  readonly artefacts: string;
  /** Key of the dependencies. */
  readonly dependencies: string;
}

/**
 * Copies a built checkout into the folder of its digest. The copy is what is digested: nothing that the build left running
 * reaches it. AdapterError when it holds what no copy can hold: a pipe, a socket, a device, a link that leads out of it.
 */
export async function freezeFolder({
  from,
  artefacts,
  dependencies,
}: FreezeRequest): Promise<{ readonly digest: string; readonly dir: string }> {
  const fresh = join(artefacts, scratchName('new'));
  const { special } = contentOf(from, { isLeftOut: isLeftOutOfArtefact });
  if (special[0] !== undefined) throw unfit(special[0], 'is a pipe, a socket or a device');
  await mkdir(artefacts, { recursive: true });
  await using scope = new AsyncDisposableStack();
  scope.defer(() => removeTree(fresh));
  await cp(from, fresh, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source === from || !isLeftOutOfArtefact(relative(from, source)),
  });
  const { files } = contentOf(fresh);
  const [link] = linksOut(fresh, files);
  if (link !== undefined) throw unfit(link, 'is a link that leads out of the repository');
  const digest = await artefactDigest(fresh, dependencies);
  const dir = join(artefacts, digest);
  while (!(await renamed(fresh, dir))) {
    // What is kept there was written by another gate, and code that a change wrote may have run since.
    if ((await digestOf(dir, dependencies)) === digest) break;
    await removeAside(dir);
  }
  return { digest, dir };
}

/** False when there is something already: of several gates that keep the same at once the first one's stays. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}

/** Null when another gate has just taken away what it found changed. */
async function digestOf(dir: string, dependencies: string): Promise<string | null> {
  try {
    return await artefactDigest(dir, dependencies);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function unfit(path: string, what: string): AdapterError {
  return new AdapterError(
    'BUILD_NOT_KEEPABLE',
    `after the build, ${path} ${what}: it cannot be kept by its content, so nothing could be released`,
    {
      hint: 'let the build write files, and links to files of the repository',
    },
  );
}
