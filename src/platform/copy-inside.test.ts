import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { copyInside } from './copy-inside.ts';

function folders() {
  const place = temporaryFolder();
  const [from, to, out] = ['from', 'to', 'out'].map((name) => join(place.path, name)) as [string, string, string];
  for (const folder of [join(from, 'test', 'deep'), to, out]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(from, 'test', 'deep', 'a.js'), 'new');
  return { from, to, out, [Symbol.dispose]: () => place[Symbol.dispose]() };
}
const paths = ['test/deep/a.js'];

test('files come to the same places, over whatever is there', async () => {
  using at = folders();
  await copyInside({ ...at, paths });
  expect(readFileSync(join(at.to, 'test/deep/a.js'), 'utf8')).toBe('new');
  writeFileSync(join(at.from, 'test/deep/a.js'), 'newer');
  await copyInside({ ...at, paths });
  expect(readFileSync(join(at.to, 'test/deep/a.js'), 'utf8')).toBe('newer');
});

test('a file that is a link is replaced by the file, and what it led to is not written to', async () => {
  using at = folders();
  mkdirSync(join(at.to, 'test/deep'), { recursive: true });
  writeFileSync(join(at.out, 'a.js'), 'elsewhere');
  symlinkSync(join(at.out, 'a.js'), join(at.to, 'test/deep/a.js'));
  await copyInside({ ...at, paths });
  expect(readFileSync(join(at.out, 'a.js'), 'utf8')).toBe('elsewhere');
});

test.each<[string, (at: { from: string; to: string; out: string }) => void]>([
  ['the source is a link', ({ from, out }) => symlinkSync(out, join(from, 'linked.js'))],
  ['a folder of the source leads out', ({ from, out }) => [writeFileSync(join(out, 'linked.js'), ''), symlinkSync(out, join(from, 'l'))]],
  [
    'a folder of the target leads out',
    ({ from, to, out }) => [symlinkSync(out, join(to, 'l')), mkdirSync(join(from, 'l')), writeFileSync(join(from, 'l/linked.js'), '')],
  ],
])('nothing is copied where %s', async (_, arrange) => {
  using at = folders();
  arrange(at);
  const path = _.startsWith('the source') ? 'linked.js' : 'l/linked.js';
  await expect(copyInside({ ...at, paths: [path] })).rejects.toMatchObject({ code: 'OUTSIDE_OF_CHECKOUT' });
});
