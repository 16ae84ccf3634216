import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sandboxIn } from '../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { foundLevel } from './found-level.ts';
import { pythonBelow, virtualEnvironmentStamp, withVirtualEnvironment } from './python-environment.ts';

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

test('a package that comes, goes or is replaced changes the stamp of an environment', () => {
  using folder = temporaryFolder();
  const stamp = (env = {}) => virtualEnvironmentStamp(env, folder.path);
  const packages = join(folder.path, '.venv/lib/python3.11/site-packages');
  mkdirSync(join(folder.path, '.venv/bin'), { recursive: true });
  symlinkSync('/usr/bin/python3', join(folder.path, '.venv/bin/python3'));
  expect(stamp()).toBe('none');
  writeFileSync(join(folder.path, '.venv/pyvenv.cfg'), 'home = /usr/bin\n');
  const states = [stamp()];
  expect(stamp()).toBe(states[0]);
  mkdirSync(join(packages, 'pytest-8.0.dist-info'), { recursive: true });
  states.push(stamp());
  renameSync(join(packages, 'pytest-8.0.dist-info'), join(packages, 'pytest-9.0.dist-info'));
  states.push(stamp());
  writeFileSync(join(packages, 'pytest-9.0.dist-info/METADATA'), '');
  states.push(stamp());
  rmSync(join(packages, 'pytest-9.0.dist-info'), { recursive: true });
  states.push(stamp());
  expect(new Set(states).size).toBe(states.length);
  expect([virtualEnvironmentStamp({ VIRTUAL_ENV: join(folder.path, '.venv') }, null), virtualEnvironmentStamp({}, null)]).toEqual([
    states.at(-1),
    'none',
  ]);
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
