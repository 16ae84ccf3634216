import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/rig/temporary.ts';
import type { Tree } from '../../../domain/tree.ts';
import { readDatabase } from './read-database.ts';

const NO_TREE: Tree = { id: '', paths: [], has: () => false, entry: () => undefined, read: async () => null };
const LEFT_PAD = { ecosystem: 'npm', name: 'left-pad', version: '1.0.0' } as const;
const RECORD = JSON.stringify({
  id: 'GHSA-1',
  modified: '2026-01-02T03:04:05Z',
  affected: [{ package: { ecosystem: 'npm', name: 'left-pad' } }],
});

async function read(files: Readonly<Record<string, string>>, packages: Parameters<typeof readDatabase>[0]['packages'] = [LEFT_PAD]) {
  using folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text);
  return await readDatabase({ folder: folder.path, base: NO_TREE, packages, signal: new AbortController().signal });
}

test('reads what names a package, and knows how young it all is', async () => {
  const other = RECORD.replaceAll('left-pad', 'other').replace('2026-01', '2026-02');
  const escaped = RECORD.replace('"left-pad"', String.raw`"left\u002dpad"`).replace('GHSA-1', 'GHSA-2');
  const { records, newest, size } = await read({
    'a.json': RECORD,
    'b.json': other,
    'c.json': escaped,
    'package.json': '{}',
    'd.txt': 'x',
  });
  expect([records.map(({ id }) => id), newest, size]).toEqual([['GHSA-1', 'GHSA-2'], '2026-02-02T03:04:05Z', 3]);
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ['no file', {}, /has no JSON file/],
  ['no advisory', { 'package.json': '{}' }, /has no advisories \(1 JSON files\)/],
  ['none of the ecosystem', { 'a.json': RECORD.replace('"npm"', '"PyPI"') }, /has no advisories for npm/],
  ['a file that is cut off', { 'a.json': RECORD, 'b.json': RECORD.slice(0, 20) }, /b\.json .*is cut off/],
  ['a file that is empty', { 'a.json': RECORD, 'b.json': '' }, /b\.json .*is cut off/],
  ['one that is none', { 'a.json': RECORD.replace('"affected":[', '"affected":[1,') }, /a\.json .*cannot be read as an advisory/],
])('%s is no answer', async (_, files, message) => {
  await expect(read(files)).rejects.toThrow(message);
});

test('a folder that is not there is no answer', async () => {
  const asked = readDatabase({ folder: '/nowhere/osv', base: NO_TREE, packages: [LEFT_PAD], signal: new AbortController().signal });
  await expect(asked).rejects.toMatchObject({
    message: expect.stringMatching(/\/nowhere\/osv, which .* names, cannot be read/),
    hint: expect.stringMatching(/^Unpack the archives of OSV there.*or take `advisories` out of the config/),
  });
});
