import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sandboxIn } from '../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { foundLevel } from './found-level.ts';
import { pythonBelow, withVirtualEnvironment } from './python-environment.ts';

test('the environment of a repository comes first, one that is activated stays', () => {
  using folder = temporaryFolder();
  const env = { PATH: '/usr/bin' };
  expect(withVirtualEnvironment(env, folder.path)).toBe(env);
  const bin = join(folder.path, '.venv/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(folder.path, '.venv/pyvenv.cfg'), 'home = /usr/bin\nversion = 3.11\n');
  expect(withVirtualEnvironment(env, folder.path)).toBe(env);
  symlinkSync('/usr/bin/python3', join(bin, 'python3'));
  expect(withVirtualEnvironment(env, folder.path)).toEqual({ PATH: `${bin}:/usr/bin` });
  expect(withVirtualEnvironment({ ...env, VIRTUAL_ENV: '/x' }, folder.path)).toEqual({ ...env, VIRTUAL_ENV: '/x' });
  expect(withVirtualEnvironment(env, null)).toBe(env);
  expect([pythonBelow(bin), pythonBelow('/usr/bin')]).toEqual(['/usr/bin', null]);
});

describe.skipIf((await foundLevel()).level !== 'bubblewrap')('at level bubblewrap', () => {
  test('a hidden repository shows its virtual environment and nothing else', async () => {
    using folder = temporaryFolder();
    const repository = join(folder.path, 'repository');
    execFileSync('/usr/bin/python3', ['-m', 'venv', '--without-pip', join(repository, '.venv')]);
    writeFileSync(join(repository, 'secret'), 'x');
    const callerEnv = withVirtualEnvironment({ PATH: process.env['PATH'], HOME: process.env['HOME'] }, repository);
    const sandbox = sandboxIn(folder.path, { level: 'bubblewrap', callerEnv, hidden: [repository] });
    const cwd = join(folder.path, 'checkout');
    mkdirSync(cwd);
    const command = `python3 -c 'import sys; print(sys.prefix)'; ls ${repository}; touch ${repository}/.venv/x`;
    const { stdout, stderr } = await sandbox.exec({ command, cwd, timeoutMs: 30_000, network: 'none' });
    expect(stdout).toBe(`${repository}/.venv\n`);
    expect(stderr).toMatch(/Read-only file system/);
  });
});
