import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sandboxIn as testSandbox } from '../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { removeTree } from './remove-tree.ts';

const CALLER = { PATH: process.env.PATH, HOME: '/home/person', LANG: 'C', SECRET_TOKEN: 's', API_URL: 'u', JIDOKA_SIGNING_KEY: 'k' };

function sandboxIn(dir: string, passed: readonly string[] = []) {
  return testSandbox(dir, { callerEnv: CALLER, passed });
}

const RUN = { cwd: '/', timeoutMs: 20_000, network: 'none' } as const;

test('a command sees the allow-list, what the policy passes and what it is given, and nothing else', async () => {
  using folder = temporaryFolder();
  const { stdout } = await sandboxIn(folder.path, ['API_URL', 'NOT_SET']).exec({ ...RUN, command: ['env'], env: { GIVEN: '1' } });
  const names = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0]);
  expect(names.toSorted()).toEqual([
    'API_URL',
    'CARGO_NET_OFFLINE',
    'CI',
    'GIVEN',
    'GOPROXY',
    'HOME',
    'JIDOKA_COMMAND',
    'LANG',
    'PATH',
    'TMPDIR',
  ]);
});

test('HOME and TMPDIR are its own, writable, and gone afterwards', async () => {
  using folder = temporaryFolder();
  const { exec } = sandboxIn(folder.path, ['HOME', 'TMPDIR']);
  const homes = await Promise.all(
    [1, 2].map(async () => (await exec({ ...RUN, command: 'touch ~/x "$TMPDIR/y" && printf "%s" "$HOME"' })).stdout),
  );
  const [one = '', two = ''] = homes;
  expect([one.startsWith(`${folder.path}/homes/home-`), one === two, readdirSync(join(folder.path, 'homes'))]).toEqual([true, false, []]);
});

test('the home is gone after a command that was ended, too', async () => {
  using folder = temporaryFolder();
  const { end } = await sandboxIn(folder.path).exec({ ...RUN, timeoutMs: 200, command: 'touch ~/x; sleep 60' });
  expect([end, readdirSync(join(folder.path, 'homes'))]).toEqual(['timed-out', []]);
});

test('a program with arguments meets no shell', async () => {
  using folder = temporaryFolder();
  const { stdout } = await sandboxIn(folder.path).exec({ ...RUN, command: ['printf', '%s', '$(id); `id` > /x'] });
  expect(stdout).toBe('$(id); `id` > /x');
});

test('removes a tree whose folders nobody may write to, as Go leaves its modules', async () => {
  using folder = temporaryFolder();
  const result = await sandboxIn(folder.path).exec({
    ...RUN,
    command: 'mkdir -p ~/go/mod/a && touch ~/go/mod/a/x && ln -s / ~/go/mod/root && chmod -R a-w ~/go && chmod 000 ~/go/mod/a',
  });
  expect([result.exitCode, readdirSync(join(folder.path, 'homes'))]).toEqual([0, []]);
});

test('a tree that is not there is removed already', async () => {
  using folder = temporaryFolder();
  await removeTree(join(folder.path, 'none'));
  expect(existsSync(join(folder.path, 'none'))).toBe(false);
  chmodSync(folder.path, 0o700);
});
