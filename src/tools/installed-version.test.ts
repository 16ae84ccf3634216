import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { installedVersion } from './installed-version.ts';

const ESLINT = { name: 'eslint', version: '9.39.5', bin: { eslint: './bin/eslint.js' } };

test.for<[string, string, string, unknown, string | null]>([
  ['the one that brings it', 'eslint', 'eslint', ESLINT, '9.39.5'],
  ['its one program', 'eslint', 'eslint', { ...ESLINT, bin: './bin.js' }, '9.39.5'],
  ['a pre-release', 'eslint', 'eslint', { ...ESLINT, version: '10.0.0-rc.1' }, '10.0.0-rc.1'],
  ['one of another name', 'biome', '@biomejs/biome', { name: '@biomejs/biome', version: '2.1.0', bin: { biome: 'b' } }, '2.1.0'],
  ['a fork in its place', 'eslint', 'eslint', { ...ESLINT, name: 'my-eslint' }, null],
  ['without that program', 'eslint', 'eslint', { ...ESLINT, bin: { other: 'x' } }, null],
  ['without programs', 'eslint', 'eslint', { name: 'eslint', version: '9.39.5' }, null],
  ['without a version', 'eslint', 'eslint', { ...ESLINT, version: 'latest' }, null],
  ['that nobody can read', 'eslint', 'eslint', '{', null],
])('a package %s', async ([, program, folder, manifest, version]) => {
  using root = temporaryFolder();
  const file = join(root.path, 'node_modules', folder, 'package.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  expect(await installedVersion({ modules: join(root.path, 'node_modules'), within: root.path, program })).toBe(version);
});

test('a package that is not there, or is a link out of the repository, says nothing', async () => {
  using root = temporaryFolder();
  const modules = join(root.path, 'inside/node_modules');
  mkdirSync(modules, { recursive: true });
  const within = join(root.path, 'inside');
  expect(await installedVersion({ modules, within, program: 'eslint' })).toBe(null);
  mkdirSync(join(root.path, 'outside'));
  writeFileSync(join(root.path, 'outside/package.json'), JSON.stringify(ESLINT));
  symlinkSync('../../outside', join(modules, 'eslint'));
  expect(await installedVersion({ modules, within, program: 'eslint' })).toBe(null);
  expect(await installedVersion({ modules, within: root.path, program: 'eslint' })).toBe('9.39.5');
});
