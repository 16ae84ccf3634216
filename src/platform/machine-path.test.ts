import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { machinePath } from './machine-path.ts';

test('programs of the machine come from no folder that a change may have written', () => {
  using folder = temporaryFolder();
  const root = join(folder.path, 'repository');
  const [bin, environment, beside] = ['repository/bin', 'repository/.venv/bin', 'repository-tools'].map((name) => join(folder.path, name));
  for (const one of [bin, environment, beside]) mkdirSync(one ?? '', { recursive: true });
  const link = join(folder.path, 'link');
  symlinkSync(bin ?? '', link);
  const of = (folders: readonly (string | undefined)[], isCommitted = false, tree: string | null = root) =>
    machinePath({ callerEnv: { PATH: folders.join(':') }, root: tree, isCommitted });
  expect(of([bin, root, 'bin', './bin', '.', '', link, environment, beside, '/usr/bin'])).toBe(`${environment}:${beside}:/usr/bin`);
  expect(of([environment, '/usr/bin'], true)).toBe('/usr/bin');
  expect(of([bin, 'bin'], false, null)).toBe(bin);
  expect([of([bin]), machinePath({ callerEnv: {}, root, isCommitted: false })]).toEqual(['/usr/bin:/bin', '/usr/bin:/bin']);
});
