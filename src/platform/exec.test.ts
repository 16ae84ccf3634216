import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { exec, start } from './exec.ts';
import { killOrphans, startTimeOf } from './process-group.ts';

const PATH = process.env.PATH ?? '';

const shell = (script: string, request: Partial<Parameters<typeof exec>[0]> = {}) =>
  exec({ argv: ['/bin/sh', '-c', script], cwd: '/', env: { PATH }, timeoutMs: 20_000, ...request });

const started = (script: string, request: Partial<Parameters<typeof start>[0]> = {}) =>
  start({ argv: ['/bin/sh', '-c', script], cwd: '/', env: { PATH }, timeoutMs: 20_000, ...request });

/** A script that writes down the pid of a grandchild which ends only by force. */
const stubborn = (file: string) =>
  `trap '' TERM; (trap '' TERM; echo $$ > /dev/null; sh -c 'echo $PPID' > ${file}; while :; do sleep 1; done) & wait; wait`;

const isGone = (file: string) => {
  const pid = Number(readFileSync(file, 'utf8'));
  const state = startTimeOf(pid) === null ? 'gone' : readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0];
  return pid > 1 && (state === 'gone' || state === 'Z');
};

test('answers exit code and both streams', async () => {
  const { durationMs, ...result } = await shell('echo out; echo err >&2; exit 7');
  expect(result).toEqual({ exitCode: 7, signal: null, end: 'exited', stdout: 'out\n', stderr: 'err\n', truncated: false });
  expect(Number.isFinite(durationMs)).toBe(true);
});

test('a signal from outside is the program’s own end', async () => {
  const { exitCode, signal, end } = await shell('kill -KILL $$');
  expect({ exitCode, signal, end }).toEqual({ exitCode: null, signal: 'SIGKILL', end: 'exited' });
});

test('the environment is exactly the given one', async () => {
  const { stdout } = await exec({ argv: ['env'], cwd: '/', env: { PATH, ONE: '1' }, timeoutMs: 20_000 });
  expect(stdout.trim().split('\n').toSorted()).toEqual(['ONE=1', `PATH=${PATH}`]);
});

test('a timeout ends the whole group, grandchildren that refuse included', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'pid');
  const { exitCode, end } = await shell(stubborn(file), { timeoutMs: 700 });
  expect([exitCode, end, isGone(file)]).toEqual([null, 'timed-out', true]);
});

test('a program that exits with 0 because its time was up has not succeeded', async () => {
  const { exitCode, end } = await shell("trap 'exit 0' TERM; sleep 60 & wait", { timeoutMs: 300 });
  expect([exitCode, end]).toEqual([null, 'timed-out']);
});

test('so does an abort', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'pid');
  const stop = new AbortController();
  const running = await started(`echo ready; ${stubborn(file)}`, { signal: stop.signal });
  running.stdout.once('data', () => setTimeout(() => stop.abort(), 300));
  const { end } = await running.ended;
  expect([end, isGone(file)]).toEqual(['aborted', true]);
});

test('what a program leaves in its group ends with it', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'pid');
  const { exitCode, end } = await shell(
    `(sh -c 'echo $PPID' > ${file}; while :; do sleep 1; done) & while [ ! -s ${file} ]; do sleep 0.05; done`,
  );
  expect([exitCode, end, isGone(file)]).toEqual([0, 'exited', true]);
});

test('aborted before it began, nothing runs', async () => {
  using folder = temporaryFolder();
  const { end } = await shell(`touch ${folder.path}/ran`, { signal: AbortSignal.abort() });
  expect([end, existsSync(join(folder.path, 'ran'))]).toEqual(['aborted', false]);
});

test.each<[string, Partial<Parameters<typeof exec>[0]>]>([
  ['no such program', { argv: ['/no/such/program'] }],
  ['no program at all', { argv: ['/'] }],
  ['no such folder', { cwd: '/no/such/folder' }],
  ['a file for a folder', { cwd: '/etc/passwd' }],
  ['more arguments than the system takes', { argv: ['/bin/true', ...Array.from({ length: 40_000 }, () => 'x'.repeat(100))] }],
])('not started: %s', async (_, request) => {
  const { exitCode, end, stderr } = await shell('true', request);
  expect([exitCode, end, stderr.length > 0]).toEqual([null, 'not-started', true]);
});

test('keeps the first and the last half of a huge output', async () => {
  const { stdout, truncated } = await shell('echo first; yes x | head -c 5000000; echo last', { maxOutputBytes: 10_000 });
  expect({ truncated, first: stdout.startsWith('first\nx'), last: stdout.endsWith('x\nlast\n'), bounded: stdout.length < 100_000 }).toEqual(
    {
      truncated: true,
      first: true,
      last: true,
      bounded: true,
    },
  );
});

test('keeps an output of just the bound whole', async () => {
  const { stdout, truncated } = await shell("printf '1234567890'", { maxOutputBytes: 10 });
  expect([stdout, truncated]).toEqual(['1234567890', false]);
});

test('hands on the input, and takes it that a program does not read it', async () => {
  const read = await shell('cat', { input: 'words' });
  const unread = await shell('exec <&-; sleep 0.2; exit 3', { input: 'x'.repeat(1_000_000) });
  expect([read.stdout, unread.exitCode, unread.end]).toEqual(['words', 3, 'exited']);
});

test('a bound longer than a timer can count is no bound of a millisecond', async () => {
  const { end } = await shell('sleep 0.3', { timeoutMs: Number.POSITIVE_INFINITY });
  expect(end).toBe('exited');
});

test('a living group is written down, and forgotten when it has ended', async () => {
  using folder = temporaryFolder();
  const registry = join(folder.path, 'processes');
  const { stdout } = await shell(`while [ -z "$(ls ${registry} 2>/dev/null)" ]; do sleep 0.01; done; ls ${registry} | wc -l`, {
    processRegistry: registry,
  });
  expect([stdout.trim(), readdirSync(registry)]).toEqual(['1', []]);
});

test('ends the groups of a Jidoka that died, and no others', async () => {
  using folder = temporaryFolder();
  const registry = join(folder.path, 'processes');
  mkdirSync(registry);
  const stop = new AbortController();
  const running = await started('echo ready; exec sleep 60', { processRegistry: registry, signal: stop.signal });
  await once(running.stdout, 'data');
  const [mine = ''] = readdirSync(registry);
  expect([killOrphans(registry), readdirSync(registry)]).toEqual([0, [mine]]);
  // The same group, of a parent that is not alive any more; one whose pid is somebody else's by now; and rubbish.
  const [pid, start] = mine.split('-');
  writeFileSync(join(registry, `${pid}-${start}-${process.pid}-1`), '');
  writeFileSync(join(registry, `${process.pid}-1-999999999-1`), '');
  writeFileSync(join(registry, 'notes.txt'), '');
  expect(killOrphans(registry)).toBe(1);
  const { end, signal } = await running.ended;
  expect([end, signal, readdirSync(registry)]).toEqual(['exited', 'SIGKILL', ['notes.txt']]);
});

test('a folder that does not exist holds no orphans', () => {
  using folder = temporaryFolder();
  expect(killOrphans(join(folder.path, 'none'))).toBe(0);
});
