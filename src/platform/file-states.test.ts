import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { changedFiles, fileStates } from './file-states.ts';

test('names what was rewritten, replaced, removed or made, and nothing that only looks new', async () => {
  using folder = temporaryFolder();
  const file = (name: string) => join(folder.path, name);
  const names = ['same', 'again', 'rewritten', 'aged', 'linked', 'gone', 'folder', 'made', 'never'];
  for (const name of names) if (name !== 'made' && name !== 'never') writeFileSync(file(name), 'text');
  const before = await fileStates(folder.path, names);
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
