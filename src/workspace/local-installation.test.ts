import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { mountKept } from './installed-modules.ts';
import { keptLocal, localInstallation } from './local-installation.ts';

const FOLDERS = ['.', 'packages/one'];
const FILE = 'node_modules/far/index.js';

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

test.for<[string, (root: string) => void, boolean]>([
  ['nothing changed', () => undefined, true],
  ['a tool wrote to its cache', (root) => write(root, { 'node_modules/.cache/x': '2' }), true],
  ['a package was edited, however alike', (root) => write(root, { [FILE]: '2' }), false],
  ['a package came', (root) => write(root, { 'node_modules/more/index.js': '1' }), false],
  ['a package of a workspace came', (root) => write(root, { 'packages/one/node_modules/more/index.js': '1' }), false],
])('where %s, the same copy counts: %s', async ([, change, isSame]) => {
  using folder = temporaryFolder();
  const [dir, local] = [join(folder.path, 'kept'), join(folder.path, 'mine')];
  write(local, { [FILE]: '1', 'node_modules/.cache/x': '1' });
  const first = await keptLocal({ dir, local: localInstallation(local) }, FOLDERS);
  change(local);
  const second = await keptLocal({ dir, local: localInstallation(local) }, FOLDERS);
  expect([second === first, readFileSync(join(first, FILE), 'utf8'), readFileSync(join(second, FILE), 'utf8')]).toEqual([
    isSame,
    '1',
    readFileSync(join(local, FILE), 'utf8'),
  ]);
});

test('what somebody wrote into the copy is not mounted', async () => {
  using folder = temporaryFolder();
  const [dir, local] = [join(folder.path, 'kept'), join(folder.path, 'mine')];
  write(local, { [FILE]: '1' });
  const kept = await keptLocal({ dir, local: localInstallation(local) }, FOLDERS);
  const into = (name: string) => join(folder.path, name);
  expect(await mountKept(kept, into('a'))).toMatchObject({ modules: { from: kept, paths: ['node_modules'] } });
  write(kept, { [FILE]: '2' });
  expect(await mountKept(kept, into('b'))).toBe(null);
});

test('copies of what was there once go when nobody has asked for them in a day', async () => {
  using folder = temporaryFolder();
  const [dir, local] = [join(folder.path, 'kept'), join(folder.path, 'mine')];
  const states: string[] = [];
  for (const text of ['1', '22', '333']) {
    write(local, { [FILE]: text });
    states.push(await keptLocal({ dir, local: localInstallation(local) }, FOLDERS));
    const age = text === '1' ? 25 : 23;
    if (text !== '333') utimesSync(states.at(-1) ?? '', Date.now() / 1000, Date.now() / 1000 - age * 3600);
  }
  expect(readdirSync(dir).toSorted()).toEqual(
    states
      .slice(1)
      .map((path) => path.slice(dir.length + 1))
      .toSorted(),
  );
});

test('what changed since it was looked at is no answer, and what was looked at then counts once it is copied', async () => {
  using folder = temporaryFolder();
  const [dir, root] = [join(folder.path, 'kept'), join(folder.path, 'mine')];
  write(root, { [FILE]: '1' });
  const seen = await localInstallation(root).stamp(FOLDERS);
  const local = { root, stamp: async () => seen };
  write(root, { [FILE]: '22' });
  await expect(keptLocal({ dir, local }, FOLDERS)).rejects.toThrow('your node_modules changed while they were copied');
  write(root, { [FILE]: '1' });
  const kept = await keptLocal({ dir, local: localInstallation(root) }, FOLDERS);
  const then = await localInstallation(root).stamp(FOLDERS);
  write(root, { [FILE]: '333' });
  expect(await keptLocal({ dir, local: { root, stamp: async () => then } }, FOLDERS)).toBe(kept);
});
