import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { type GitCall, git, gitText } from './git.ts';
import type { Repository } from './repository.ts';
import { SHA256_LENGTH } from './object-id.ts';
import { forged } from './tree.ts';

const IDENTITY = 'Jidoka <jidoka@localhost> 946684800 +0000';
const BRANCH = 'work';

/**
 * Writes a tree's files into an empty folder, raw bytes, and makes it a repository of one commit, for programs that ask git. It
 * holds no history, remote, hook or config of the person's, and nothing in it is believed later. The same tree is the same commit.
 */
export async function exportAsRepository(
  repository: Repository,
  { tree, dir }: { readonly tree: string; readonly dir: string },
): Promise<void> {
  const own = join(dir, '.git');
  await writeRepository(own, tree);
  // One file, however many the tree has: the folder is copied for every run of the tests.
  const pack = ['pack-objects', '--quiet', '--revs', '--window=0', join(own, 'objects/pack/pack')];
  // Made where it is to be, as it is renamed into place and the folder may be on another disk.
  const here = {
    GIT_OBJECT_DIRECTORY: join(own, 'objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(join(repository.ours.gitDir, 'objects')),
  };
  const packed = await gitText({ ...repository.ours, input: `${tree}\n`, env: here }, '-c', 'pack.compression=0', ...pack);
  // Git copies an object without asking whether its bytes have its id; here they are hashed, and nothing else is written to the folder.
  const verified = await git({ gitDir: own, answers: [0, 1, 128] }, 'verify-pack', join(own, `objects/pack/pack-${packed}.idx`));
  if (verified.code !== 0) throw forged(`an object of tree ${tree}`);
  const call: GitCall = {
    ...repository.ours,
    workTree: dir,
    indexFile: join(own, 'index'),
    env: { GIT_OBJECT_DIRECTORY: join(own, 'objects') },
  };
  await git(call, 'read-tree', tree);
  // With the times of the files, so that git need not read them all when it is asked what has changed.
  await git(call, '-c', 'checkout.workers=0', 'checkout-index', '--all', '--force', '-u');
}

/** What `git init`, `commit-tree` and `update-ref` would leave there: three processes for every tree, and a third of the time of a small one. */
async function writeRepository(own: string, tree: string): Promise<void> {
  const [format, version, extension] =
    tree.length === SHA256_LENGTH ? (['sha256', 1, '[extensions]\n\tobjectFormat = sha256\n'] as const) : (['sha1', 0, ''] as const);
  const text = `tree ${tree}\nauthor ${IDENTITY}\ncommitter ${IDENTITY}\n\nStart\n`;
  const object = `commit ${Buffer.byteLength(text)}\0${text}`;
  const id = createHash(format).update(object).digest('hex');
  const loose = join(own, 'objects', id.slice(0, 2));
  await Promise.all([loose, join(own, 'objects/pack'), join(own, 'refs/heads')].map((folder) => mkdir(folder, { recursive: true })));
  await writeFile(join(own, 'HEAD'), `ref: refs/heads/${BRANCH}\n`);
  await writeFile(join(own, 'config'), `[core]\n\trepositoryformatversion = ${version}\n\tfilemode = true\n\tbare = false\n${extension}`);
  await writeFile(join(loose, id.slice(2)), deflateSync(object), { mode: 0o444 });
  await writeFile(join(own, 'refs/heads', BRANCH), `${id}\n`);
}
