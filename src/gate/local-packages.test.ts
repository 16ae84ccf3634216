import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchOf } from '../../test/rig/gate.ts';
import { createRepository } from '../../test/rig/repository.ts';
import { openKeptStore } from './kept-store.ts';
import { type LookAtPackages, lookAtPackages, rememberPackages } from './local-packages.ts';

const INSTALLED = { '.gitignore': 'node_modules\n', 'node_modules/a/index.js': '1', 'web/node_modules/b/index.js': '1' };

async function withPackages(
  use: (given: {
    readonly look: () => LookAtPackages;
    readonly remember: (folders: readonly string[]) => Promise<void>;
    readonly edit: (files: Record<string, string>) => void;
  }) => Promise<void>,
): Promise<void> {
  using repo = createRepository({ 'a.js': '1' });
  repo.write(INSTALLED);
  const bench = await benchOf(repo);
  const store = openKeptStore({ dir: join(repo.root, '.jidoka/state/cache'), trust: { secret: 'a', trustDomain: 'person' } });
  await use({
    look() {
      const look = lookAtPackages({ ...bench, useLocalDependencies: true }, store);
      if (look === null) throw new Error('they take part');
      return look;
    },
    remember: (folders) => rememberPackages(store, repo.root, { folders, stamp: '' }),
    edit: (files) => repo.write(files),
  });
}

test('the same packages are the same, remembered folders or not', async () => {
  await withPackages(async ({ look, remember }) => {
    const first = await look()(['.', 'web']);
    await remember(['.', 'web']);
    expect(await look()(['.', 'web'])).toEqual(first);
    expect(first).toEqual({ folders: ['.', 'web'], stamp: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

test('a check looks once, in whatever order they are named', async () => {
  await withPackages(async ({ look, edit }) => {
    const looking = look();
    const first = await looking(['.', 'web']);
    edit({ 'node_modules/a/index.js': '2' });
    expect(await looking(['web', '.'])).toBe(first);
  });
});

test.for([
  ['a file edited', { 'node_modules/a/index.js': '2' }],
  ['a file of another folder edited', { 'web/node_modules/b/index.js': '2' }],
  ['a package more', { 'node_modules/c/index.js': '1' }],
] as const)('%s is seen by a later look', async ([, files]) => {
  await withPackages(async ({ look, remember, edit }) => {
    await remember(['.', 'web']);
    const before = await look()(['.', 'web']);
    edit(files);
    expect((await look()(['.', 'web']))?.stamp).not.toBe(before?.stamp);
  });
});

test('what was remembered says nothing about other folders', async () => {
  await withPackages(async ({ look, remember, edit }) => {
    await remember(['.']);
    const before = await look()(['.', 'web']);
    edit({ 'web/node_modules/b/index.js': '2' });
    expect((await look()(['.', 'web']))?.stamp).not.toBe(before?.stamp);
  });
});
