import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { workspacesFolder } from '../../src/platform/workspaces-folder.ts';
import { GOOD } from '../rig/greeter.ts';
import { makeLine, settled, type TestLine } from '../rig/line.ts';
import { LOGGING_AGENT, loggingAgent } from '../rig/logging-agent.ts';
import { processesNamed, PROGRAM } from '../rig/program.ts';
import { judged, strangersRepository } from './stranger.ts';

/** How this user may mount something that nobody else sees; null when not at all. */
const OWN_MOUNTS =
  [['-m'], ['-r', '-m']].find((flags) => spawnSync('unshare', [...flags, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0) ?? null;

/** Scratch folders that nobody would take away any more. */
function leftBehind(line: TestLine): string[] {
  const workspaces = workspacesFolder(join(line.root, '.jidoka/state'));
  return existsSync(workspaces) ? readdirSync(workspaces) : [];
}

describe('two at once', () => {
  test('checks of one repository that has no state yet answer the same', async () => {
    await using line = strangersRepository(GOOD);
    line.write({ 'src/farewell.js': 'export const farewell = (name) => `Goodbye, ${name}!`;\n' });
    const both = await Promise.all([judged(line), judged(line)]);
    expect(both.map(({ code, outcome, said }) => ({ code, outcome, why: code === 0 ? '' : said }))).toEqual([
      { code: 0, outcome: 'green', why: '' },
      { code: 0, outcome: 'green', why: '' },
    ]);
    expect(await settled(line.folder)).toEqual([]);
    expect(leftBehind(line)).toEqual([]);
  });

  test('inits: one writes, and the key that is named is the key that is there', async () => {
    await using line = strangersRepository();
    line.write({ '../.config': null });
    const ends = await Promise.all([line.cli('init', '--json'), line.cli('init', '--json')]);
    expect(ends.map(({ code }) => code).toSorted()).toEqual([0, 2]);
    const [lost] = ends.filter(({ code }) => code === 2);
    expect(JSON.parse(lost?.stdout ?? '')).toMatchObject({ error: { hint: expect.any(String) } });
    const [won] = ends.filter(({ code }) => code === 0);
    const named = readFileSync(join(line.root, '.jidoka/trusted-keys'), 'utf8')
      .split('\n')
      .filter((text) => text.startsWith('ed25519 '));
    expect([named.length, typeof JSON.parse(won?.stdout ?? '').keyId]).toEqual([1, 'string']);
  });

  test('a check beside a run disturbs neither', async () => {
    await using line = makeLine({ config: LOGGING_AGENT, files: loggingAgent(GOOD) });
    const running = line.start('run', 'say-goodbye', '--yes', '--json');
    line.write(GOOD);
    const checked = await judged(line);
    expect({ code: checked.code, outcome: checked.outcome }).toEqual({ code: 0, outcome: 'green' });
    expect((await running.ended).code).toEqual(0);
    expect((await line.cli('ledger', 'verify')).code).toEqual(0);
  });
});

describe('ended in the middle', () => {
  const codes = { SIGINT: 130, SIGTERM: 143 } as const;

  test.each(['SIGINT', 'SIGTERM'] as const)('init by %s writes nothing', async (signal) => {
    const seconds = `61.${process.pid}${codes[signal]}`;
    const script = { type: 'module', scripts: { test: `sleep ${seconds} && node --test` } };
    await using line = strangersRepository({ 'package.json': JSON.stringify(script) });
    const { child, ended } = line.start('init');
    while (processesNamed(seconds).length === 0 && child.exitCode === null) await sleep(20);
    child.kill(signal);
    expect((await ended).code).toEqual(codes[signal]);
    expect(processesNamed(seconds)).toEqual([]);
    expect(existsSync(join(line.root, '.jidoka/config.yaml'))).toEqual(false);
    expect(leftBehind(line)).toEqual([]);
  });

  test.each([100, 500, 1500])('check after %i ms says so, and leaves nothing behind', async (after) => {
    await using line = strangersRepository();
    line.write(GOOD);
    const { child, ended } = line.start('check', '--json');
    await sleep(after);
    child.kill('SIGTERM');
    const { code, signal, stdout } = await ended;
    // Before it listens the signal ends it; afterwards it says so itself. It may have been over.
    expect([`${code} ${signal}`]).toEqual([expect.stringMatching(/^(143 null|null SIGTERM|0 null)$/)]);
    expect(code === 143 && stdout.includes('"outcome": "green"')).toEqual(false);
    expect(await settled(line.folder)).toEqual([]);
    expect((await judged(line)).outcome).toEqual('green');
  });
});

describe('a place that cannot be written to', () => {
  /** `check --json` in a mount namespace of its own, after a script that changes what is mounted. */
  function checkAfter(line: TestLine, mount: string) {
    const [first = '-m', ...flags] = OWN_MOUNTS ?? [];
    const script = `${mount} && cd "$PWD" && exec "$0" "$@"`;
    const { status, stdout } = spawnSync('unshare', [first, ...flags, 'sh', '-c', script, process.execPath, PROGRAM, 'check', '--json'], {
      cwd: line.root,
      env: line.env,
      encoding: 'utf8',
    });
    return { status, stdout };
  }

  // By mounting, as nothing is read-only for root.
  test.skipIf(OWN_MOUNTS === null)('a read-only repository is said', async () => {
    await using line = strangersRepository();
    line.write(GOOD);
    const { status, stdout } = checkAfter(line, 'mount --bind . . && mount -o remount,ro,bind "$PWD"');
    expect({ status, error: JSON.parse(stdout).error }).toEqual({
      status: 2,
      error: { code: 'STATE_NOT_WRITABLE', message: expect.stringContaining('.jidoka/state'), hint: expect.any(String) },
    });
  });

  test.skipIf(OWN_MOUNTS === null).each([
    ['where trees are checked out', '/var/tmp', '300k'],
    ['of the state', '.jidoka/state', '60k'],
  ])('a full disk %s is no answer, and a free one answers', async (_, folder, size) => {
    await using line = strangersRepository();
    line.write(GOOD);
    mkdirSync(join(line.root, '.jidoka/state'), { recursive: true });
    const { status, stdout } = checkAfter(line, `mount -t tmpfs -o size=${size} none ${folder}`);
    expect({ status, isGreen: stdout.includes('"green"') }).toEqual({ status: 3, isGreen: false });
    expect(stdout).toMatch(/space|ENOSPC/);
    expect((await judged(line)).outcome).toEqual('green');
  });

  test.skipIf(OWN_MOUNTS === null)('a full disk of the state is said with the path and what to do', async () => {
    await using line = strangersRepository();
    mkdirSync(join(line.root, '.jidoka/state'), { recursive: true });
    const { status, stdout } = checkAfter(
      line,
      'mount -t tmpfs -o size=4k none .jidoka/state && head -c 4096 /dev/zero > .jidoka/state/ballast',
    );
    expect({ status, error: JSON.parse(stdout).error }).toEqual({
      status: 3,
      error: {
        code: 'SYSTEM_FAILED',
        message: expect.stringMatching(/^ENOSPC.*\.jidoka\/state\//),
        hint: expect.stringMatching(/df -h .*jidoka.* clean/s),
      },
    });
  });

  test.skipIf(OWN_MOUNTS === null)('trees may be checked out on another disk than the repository', async () => {
    await using line = strangersRepository();
    line.write(GOOD);
    const { status, stdout } = checkAfter(line, 'mount -t tmpfs -o size=200m none /var/tmp');
    expect({ status, isGreen: stdout.includes('"green"') }).toEqual({ status: 0, isGreen: true });
  });
});
