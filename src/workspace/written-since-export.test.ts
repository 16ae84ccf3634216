import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import type { Tree } from '../domain/tree.ts';
import { writtenSinceExport } from './written-since-export.ts';

test('names what was written, made or taken away after the branch was made', async () => {
  using folder = temporaryFolder();
  const file = (path: string) => join(folder.path, path);
  const files = ['same', 'written', 'gone'];
  const tree: Pick<Tree, 'has'> = { has: (path) => files.includes(path) };
  for (const path of files) {
    writeFileSync(file(path), 'text');
    utimesSync(file(path), 1000, 1000);
  }
  mkdirSync(file('.git/refs/heads'), { recursive: true });
  utimesSync(file('.git/refs/heads'), 1001, 1001);

  writeFileSync(file('written'), 'text');
  rmSync(file('gone'));
  writeFileSync(file('made'), '');
  utimesSync(file('made'), 1000, 1000);
  expect(await writtenSinceExport(folder.path, tree as Tree, [...files, 'made', 'never'])).toEqual(['written', 'gone', 'made']);
});
