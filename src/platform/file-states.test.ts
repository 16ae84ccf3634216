import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { addedFiles, changedFiles, fileStates } from './file-states.ts';

test('names what was rewritten, replaced, removed or made, and nothing that only looks new', async () => {
  using folder = temporaryFolder();
  const file = (name: string) => join(folder.path, name);
  const names = ['same', 'again', 'rewritten', 'aged', 'linked', 'gone', 'folder', 'made', 'never'];
  for (const name of names) if (name !== 'made' && name !== 'never') writeFileSync(file(name), 'text');
  const before = await fileStates(folder.path, names, 'sha1');
  expect(await changedFiles(before)).toEqual([]);

  writeFileSync(file('again'), 'text');
  writeFileSync(file('rewritten'), 'TEXT');
  writeFileSync(file('aged'), 'TEXT');
  utimesSync(file('aged'), 0, 0);
  for (const name of ['linked', 'gone', 'folder']) rmSync(file(name));
  symlinkSync('same', file('linked'));
  mkdirSync(file('folder'));
  writeFileSync(file('made'), '');
  writeFileSync(file('untold'), '');
  expect(await changedFiles(before)).toEqual(['rewritten', 'aged', 'linked', 'gone', 'folder', 'made']);
  expect(await changedFiles(before, new Set(['same', 'again', 'never']))).toContain('again');
  expect(await changedFiles(before, new Set(['same', 'never']))).not.toContain('again');
});

test('knows files and links by the names git has for their content', async () => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'file'), 'text\n');
  symlinkSync('file', join(folder.path, 'link'));
  const ids = async (format: 'sha1' | 'sha256') =>
    [...(await fileStates(folder.path, ['file', 'link'], format)).states.values()].map(({ objectId }) => objectId);
  expect(await ids('sha1')).toEqual(['8e27be7d6154a1f68ea9160ef0e18691d20560dc', '1a010b1c0f081b2e8901d55307a15c29ff30af0e']);
  expect(await ids('sha256')).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

test('names what came into the folders of files, and above them', async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, 'a/b'), { recursive: true });
  mkdirSync(join(folder.path, 'c'));
  for (const path of ['a/b/old', 'a/b/new', 'a/new', 'new', 'c/new']) writeFileSync(join(folder.path, path), '');
  symlinkSync('c', join(folder.path, 'link'));
  const before = await fileStates(folder.path, ['a/b/old', 'gone/old'], 'sha1');
  expect((await addedFiles(before)).toSorted()).toEqual(['a/b/new', 'a/new', 'link', 'new']);
});
