import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { readOrdinary } from './read-ordinary.ts';

function folderWith(arrange: (inside: string, outside: string) => void) {
  const folder = temporaryFolder();
  const [inside, outside] = [join(folder.path, 'inside'), join(folder.path, 'outside')] as const;
  mkdirSync(join(inside, 'a'), { recursive: true });
  mkdirSync(outside);
  writeFileSync(join(inside, 'a/file'), 'größer');
  writeFileSync(join(outside, 'file'), 'secret');
  arrange(inside, outside);
  return {
    inside,
    read: (path: string, maxBytes = 100) => readOrdinary(join(inside, path), { within: inside, maxBytes }),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

test.each<{
  readonly title: string;
  readonly path?: string;
  readonly text: string | null;
  readonly arrange: (inside: string, outside: string) => void;
}>([
  { title: 'a file', path: 'a/file', text: 'größer', arrange: () => undefined },
  { title: 'an empty file', text: '', arrange: (inside) => writeFileSync(join(inside, 'x'), '') },
  { title: 'a link that stays inside', text: 'größer', arrange: (inside) => symlinkSync('a/file', join(inside, 'x')) },
  { title: 'nothing', text: null, arrange: () => undefined },
  { title: 'a folder', path: 'a', text: null, arrange: () => undefined },
  { title: 'the folder itself', path: '.', text: null, arrange: () => undefined },
  { title: 'a file where a folder should be', path: 'a/file/x', text: null, arrange: () => undefined },
  { title: 'a name nothing can have', path: 'a\0b', text: null, arrange: () => undefined },
  { title: 'a name that is too long', path: 'x'.repeat(300), text: null, arrange: () => undefined },
  { title: 'a named pipe', text: null, arrange: (inside) => execFileSync('mkfifo', [join(inside, 'x')]) },
  {
    title: 'a link to a named pipe',
    text: null,
    arrange: (inside) => {
      execFileSync('mkfifo', [join(inside, 'y')]);
      symlinkSync('y', join(inside, 'x'));
    },
  },
  { title: 'a link to a device', text: null, arrange: (inside) => symlinkSync('/dev/zero', join(inside, 'x')) },
  { title: 'a link to itself', text: null, arrange: (inside) => symlinkSync('x', join(inside, 'x')) },
  { title: 'a link out', text: null, arrange: (inside, outside) => symlinkSync(join(outside, 'file'), join(inside, 'x')) },
  {
    title: 'a folder that is a link out',
    path: 'x/file',
    text: null,
    arrange: (inside, outside) => symlinkSync(outside, join(inside, 'x')),
  },
  { title: 'a path out', path: '../outside/file', text: null, arrange: () => undefined },
])('reads $title', async ({ path = 'x', text, arrange }) => {
  using folder = folderWith(arrange);
  expect(await folder.read(path)).toBe(text);
});

test('a socket is no file', async () => {
  using folder = folderWith(() => undefined);
  await using server = createServer();
  await new Promise<void>((listening) => void server.listen(join(folder.inside, 'x'), listening));
  expect(await folder.read('x')).toBeNull();
});

test('a file that is too large has no text', async () => {
  using folder = folderWith((inside) => {
    writeFileSync(join(inside, 'x'), '');
    truncateSync(join(inside, 'x'), 101);
  });
  await expect(folder.read('x')).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  expect(await folder.read('x', 101)).toHaveLength(101);
});
