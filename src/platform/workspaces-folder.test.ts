import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { discardWorkspace, makeWorkspace, removeWhenEmpty, workspacesFolder } from './workspaces-folder.ts';

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
  expect(existsSync(join(workspaces, 'two'))).toBe(true);
  await discardWorkspace(join(workspaces, 'two'));
  await discardWorkspace(join(workspaces, 'two'));
  expect(existsSync(workspaces)).toBe(false);
});

test.for([
  ['a folder that others may write to', () => (mkdirSync(workspaces), chmodSync(workspaces, 0o777))],
  ['a link to elsewhere', () => symlinkSync(folder.path, workspaces)],
] as const)('nothing is checked out in %s', async ([, plant]) => {
  plant();
  await expect(makeWorkspace(join(workspaces, 'one'))).rejects.toMatchObject({ code: 'WORKSPACES_NOT_OURS' });
});

test('what is no empty folder is left alone', async () => {
  writeFileSync(workspaces, 'somebody’s file');
  await expect(removeWhenEmpty(workspaces)).rejects.toThrow('ENOTDIR');
});
