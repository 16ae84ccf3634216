import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { artefactDigest } from '../platform/artefact-digest.ts';
import { freezeFolder } from './freeze.ts';

function write(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

async function digestOf(files: Readonly<Record<string, string>>, edit: (dir: string) => void = () => undefined, dependencies = 'none') {
  using folder = temporaryFolder();
  write(folder.path, files);
  edit(folder.path);
  return await artefactDigest(folder.path, dependencies);
}

const FILES = { 'a.txt': 'a', 'b/c.txt': 'c' };

test('the same files give the same digest, in whatever order they were written', async () => {
  expect(await digestOf(FILES)).toBe(await digestOf({ 'b/c.txt': 'c', 'a.txt': 'a' }));
});

test('bytes, names, places, modes, links and dependencies each count', async () => {
  const digests = await Promise.all([
    digestOf(FILES),
    digestOf({ ...FILES, 'a.txt': 'b' }),
    digestOf({ 'a2.txt': 'a', 'b/c.txt': 'c' }),
    digestOf({ 'a.txt': 'c', 'b/c.txt': 'a' }),
    digestOf({ ...FILES, empty: '' }),
    digestOf(FILES, (dir) => chmodSync(join(dir, 'a.txt'), 0o755)),
    digestOf(FILES, (dir) => symlinkSync('a.txt', join(dir, 'link'))),
    digestOf(FILES, (dir) => symlinkSync('b', join(dir, 'link'))),
    digestOf({ ...FILES, link: 'a.txt' }),
    digestOf(FILES, () => undefined, 'other'),
  ]);
  expect(new Set(digests).size).toBe(digests.length);
});

test('time, group permissions, empty folders, git and dependencies on disk do not', async () => {
  const same = await digestOf({ ...FILES, '.git/HEAD': 'x', 'node_modules/a/index.js': 'x', 'b/node_modules/b.js': 'x' }, (dir) => {
    chmodSync(join(dir, 'a.txt'), 0o600);
    mkdirSync(join(dir, 'empty'));
  });
  expect(same).toBe(await digestOf(FILES));
});

test('a built folder is kept whole under its digest, without git and dependencies', async () => {
  using folder = temporaryFolder();
  const [from, artefacts] = [join(folder.path, 'build'), join(folder.path, 'artefacts')];
  write(from, { ...FILES, '.git/HEAD': 'x', 'node_modules/a.js': 'x', 'dist/app.js': '1' });
  symlinkSync('../a.txt', join(from, 'b/link'));
  symlinkSync('../node_modules/a.js', join(from, 'b/dependency'));
  chmodSync(join(from, 'dist/app.js'), 0o755);
  const { digest, dir } = await freezeFolder({ from, artefacts, dependencies: 'k' });
  expect([dir, readdirSync(dir).toSorted(), await artefactDigest(dir, 'k'), readdirSync(artefacts)]).toEqual([
    join(artefacts, digest),
    ['a.txt', 'b', 'dist'],
    digest,
    [digest],
  ]);
  expect(statSync(join(dir, 'dist/app.js')).mode & 0o777).toBe(0o755);
});

test.each([
  ['nobody has kept', null],
  ['somebody has written to since', 'b/later.txt'],
])('several that keep the same at once, which %s, all have it', async (_, later) => {
  using folder = temporaryFolder();
  const [from, artefacts] = [join(folder.path, 'build'), join(folder.path, 'artefacts')];
  write(from, FILES);
  const { digest } = await freezeFolder({ from, artefacts, dependencies: 'k' });
  if (later === null) rmSync(artefacts, { recursive: true });
  else write(join(artefacts, digest), { [later]: 'x' });
  const ends = await Promise.all(Array.from({ length: 8 }, () => freezeFolder({ from, artefacts, dependencies: 'k' })));
  expect(new Set(ends.map(({ dir }) => dir))).toEqual(new Set([join(artefacts, digest)]));
  expect([await artefactDigest(join(artefacts, digest), 'k'), readdirSync(artefacts)]).toEqual([digest, [digest]]);
});

test.each<[string, (dir: string) => void, string]>([
  ['a pipe', (dir) => void execFileSync('mkfifo', [join(dir, 'b/pipe')]), 'b/pipe is a pipe, a socket or a device'],
  ['an absolute link', (dir) => symlinkSync('/etc/hostname', join(dir, 'link')), 'link is a link that leads out'],
  ['a link above', (dir) => symlinkSync('../../..', join(dir, 'b/up')), 'b/up is a link that leads out'],
  ['a link to nothing outside', (dir) => symlinkSync('../../gone', join(dir, 'b/gone')), 'b/gone is a link that leads out'],
  [
    'a link by way of another',
    (dir) => {
      mkdirSync(join(dir, 'b/deep'));
      symlinkSync('..', join(dir, 'b/deep/root'));
      symlinkSync('root/../../..', join(dir, 'b/deep/out'));
    },
    'b/deep/out is a link that leads out',
  ],
])('%s in the output cannot be kept, and nothing stays', async (_, plant, message) => {
  using folder = temporaryFolder();
  const [from, artefacts] = [join(folder.path, 'build'), join(folder.path, 'artefacts')];
  write(from, FILES);
  plant(from);
  await expect(freezeFolder({ from, artefacts, dependencies: 'k' })).rejects.toThrow(message);
  expect(existsSync(artefacts) ? readdirSync(artefacts) : []).toEqual([]);
});

test('a kept folder that somebody changed is replaced', async () => {
  using folder = temporaryFolder();
  const [from, artefacts] = [join(folder.path, 'build'), join(folder.path, 'artefacts')];
  write(from, FILES);
  const { dir } = await freezeFolder({ from, artefacts, dependencies: 'k' });
  write(dir, { 'a.txt': 'evil', 'more.txt': 'evil' });
  const again = await freezeFolder({ from, artefacts, dependencies: 'k' });
  expect([again.dir, readFileSync(join(dir, 'a.txt'), 'utf8'), existsSync(join(dir, 'more.txt'))]).toEqual([dir, 'a', false]);
});
