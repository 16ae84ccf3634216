import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { scratchName } from './scratch.ts';
import { discardWorkspace, makeWorkspace, removeAbandonedWorkspaces, workspacesFolder, workspacesOf } from './workspaces-folder.ts';

const folder = temporaryFolder();
const workspaces = workspacesFolder(folder.path);

afterEach(() => rmSync(workspaces, { recursive: true, force: true }));
afterAll(() => folder[Symbol.dispose]());

test('no folder around a checkout begins with a dot or holds the repository, and each repository has its own', () => {
  expect(workspaces.split('/').filter((name) => name.startsWith('.'))).toEqual([]);
  expect(dirname(workspaces)).not.toContain(folder.path);
  expect(workspacesFolder(folder.path)).toBe(workspaces);
  expect(workspacesFolder(join(folder.path, 'other'))).not.toBe(workspaces);
});

test('it goes with the last workspace in it', async () => {
  await Promise.all([makeWorkspace(join(workspaces, 'one')), makeWorkspace(join(workspaces, 'two'))]);
  await discardWorkspace(join(workspaces, 'one'));
  expect(await workspacesOf(folder.path)).toEqual(['two']);
  await discardWorkspace(join(workspaces, 'two'));
  await discardWorkspace(join(workspaces, 'two'));
  expect(existsSync(workspaces)).toBe(false);
});

test('what a dead process has left goes when the next one is made', async () => {
  const [dead, alive] = [`gate-${scratchName('x').split('-')[1]}-1-1-00000000`, scratchName('gate')];
  for (const name of [dead, alive]) mkdirSync(join(workspaces, name, 'head'), { recursive: true, mode: 0o700 });
  await makeWorkspace(join(workspaces, 'one'));
  expect((await workspacesOf(folder.path)).toSorted()).toEqual([alive, 'one']);
  rmSync(join(workspaces, 'one'), { recursive: true });
  mkdirSync(join(workspaces, dead));
  await removeAbandonedWorkspaces(folder.path);
  expect(await workspacesOf(folder.path)).toEqual([alive]);
});

test.for([
  ['a folder that others may write to', () => (mkdirSync(workspaces), chmodSync(workspaces, 0o777))],
  ['a link to elsewhere', () => symlinkSync(folder.path, workspaces)],
  ['a file', () => writeFileSync(workspaces, 'of somebody')],
] as const)('%s in its place is left alone, and nothing is checked out there', async ([, plant]) => {
  plant();
  writeFileSync(join(folder.path, 'mine'), 'of the person');
  await expect(makeWorkspace(join(workspaces, 'one'))).rejects.toMatchObject({ code: 'WORKSPACES_NOT_OURS' });
  expect(await workspacesOf(folder.path)).toEqual([]);
  await removeAbandonedWorkspaces(folder.path);
  await discardWorkspace(join(workspaces, 'one'));
  expect([existsSync(workspaces), existsSync(join(folder.path, 'mine'))]).toEqual([true, true]);
});

test.skipIf(process.getuid?.() !== 0)('a user of whom the machine knows no name has one', () => {
  const script = `import { workspacesFolder } from ${JSON.stringify(new URL('./workspaces-folder.ts', import.meta.url).href)}; console.log(workspacesFolder('/state'));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    uid: 54_321,
    cwd: '/',
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/\/jidoka-54321-[0-9a-f]{12}\n$/), stderr: '' });
});
