import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { cacheSecret } from './cache-secret.ts';

test('is made once, for its owner alone', () => {
  using folder = temporaryFolder();
  const env = { XDG_CONFIG_HOME: join(folder.path, 'config') };
  const made = cacheSecret(env);
  const file = join(folder.path, 'config/jidoka/cache-secret');
  expect([made, cacheSecret(env)]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), made]);
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, readdirSync(join(folder.path, 'config/jidoka'))]).toEqual([
    made,
    0o600,
    ['cache-secret'],
  ]);
});

test.each<[string, (file: string) => void]>([
  ['readable by others', (file) => chmodSync(file, 0o644)],
  ['cut off', (file) => writeFileSync(file, 'abc')],
  ['empty', (file) => writeFileSync(file, '')],
])('one that is %s is replaced', (_, spoil) => {
  using folder = temporaryFolder();
  const env = { XDG_CONFIG_HOME: folder.path };
  const before = cacheSecret(env);
  spoil(join(folder.path, 'jidoka/cache-secret'));
  const after = cacheSecret(env);
  expect([after === before, after === cacheSecret(env), after?.length]).toEqual([false, true, 64]);
});

test('where nothing can be kept there is none', () => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'config'), 'a file where a folder should be');
  expect(cacheSecret({ XDG_CONFIG_HOME: join(folder.path, 'config') })).toBeNull();
  mkdirSync(join(folder.path, 'home'));
  expect(cacheSecret({ HOME: join(folder.path, 'home') })).toMatch(/^[0-9a-f]{64}$/);
});
