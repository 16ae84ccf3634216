import { spawnSync } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** A command that a Jidoka left behind which is not alive any more: its entry names a process that never was. */
async function orphaned(registry: string, script: string) {
  const marker = `JIDOKA_COMMAND=${randomUUID()}`;
  const [name = '', value = ''] = marker.split('=');
  const running = await started(script, { processRegistry: registry, marker, env: { PATH, [name]: value } });
  await once(running.stdout, 'data');
  const [mine = ''] = readdirSync(registry).filter((entry) => entry.startsWith(`${process.pid}-`));
  renameSync(join(registry, mine), join(registry, `999999999-1-${randomUUID()}`));
  return running;
}

test('ends the commands of a Jidoka that died, and no others', async () => {
  using folder = temporaryFolder();
  const registry = join(folder.path, 'processes');
  const living = await started('echo ready; exec sleep 60', { processRegistry: registry });
  await once(living.stdout, 'data');
  expect([killOrphans(registry), readdirSync(registry).length]).toEqual([0, 1]);
  const [mine = ''] = readdirSync(registry);
  const orphan = await orphaned(join(folder.path, 'others'), 'echo ready; exec sleep 60');
  for (const entry of readdirSync(join(folder.path, 'others'))) renameSync(join(folder.path, 'others', entry), join(registry, entry));
  // One whose pid is somebody else's by now, one cut off while it was written, and rubbish.
  const recorded = { boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), marker: null, group: process.pid, start: '1' };
  writeFileSync(join(registry, `999999999-1-${randomUUID()}`), JSON.stringify(recorded));
  writeFileSync(join(registry, `999999999-1-${randomUUID()}`), '{"boot":');
  writeFileSync(join(registry, 'notes.txt'), '');
  expect(killOrphans(registry)).toBe(1);
  const { end, signal } = await orphan.ended;
  expect([end, signal, readdirSync(registry).toSorted()]).toEqual(['exited', 'SIGKILL', [mine, 'notes.txt'].toSorted()]);
  living.stop();
  await living.ended;
});

test('what an orphan started ends with it: in its group though its leader is dead, and in a session of its own', async () => {
  using folder = temporaryFolder();
  const registry = join(folder.path, 'processes');
  mkdirSync(registry);
  const [child, daemon] = [join(folder.path, 'child'), join(folder.path, 'daemon')];
  // The leader ends at once; the child is found by the group alone, the daemon by the marker alone.
  const script = `env -u JIDOKA_COMMAND sh -c 'echo $$ > ${child}; exec sleep 600' & setsid sh -c 'echo $$ > ${daemon}; exec sleep 600' & while [ ! -s ${child} ] || [ ! -s ${daemon} ]; do sleep 0.02; done`;
  const marker = randomUUID();
  const leader = spawn('/bin/sh', ['-c', script], { detached: true, stdio: 'ignore', env: { PATH, JIDOKA_COMMAND: marker } });
  const startTime = startTimeOf(leader.pid ?? 0);
  await once(leader, 'exit');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const recorded = { boot, marker: `JIDOKA_COMMAND=${marker}`, group: leader.pid, start: startTime };
  const entry = join(registry, `999999999-1-${randomUUID()}`);
  // Another boot's pids are nobody's.
  writeFileSync(entry, JSON.stringify({ ...recorded, boot: 'another' }));
  expect([killOrphans(registry), isGone(child), isGone(daemon)]).toEqual([0, false, false]);
  writeFileSync(entry, JSON.stringify(recorded));
  expect(killOrphans(registry)).toBe(1);
  while (!isGone(child) || !isGone(daemon)) await sleep(10);
  expect(readdirSync(registry)).toEqual([]);
});

test('a folder that does not exist holds no orphans', () => {
  using folder = temporaryFolder();
  expect(killOrphans(join(folder.path, 'none'))).toBe(0);
});

test('who has left the group and prints on keeps nobody waiting', () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'pid');
  // Without a mark in its environment nothing leads to it.
  const daemon = `setsid env -i /bin/sh -c 'echo $$ > ${file}; while :; do echo still here; sleep 0.05; done' &`;
  const command = `${daemon} while [ ! -s ${file} ]; do sleep 0.02; done; echo done`;
  const request = { argv: ['/bin/sh', '-c', command], cwd: '/', env: { PATH }, timeoutMs: 20_000 };
  const script = `const { exec } = await import(${JSON.stringify(new URL('./exec.ts', import.meta.url).href)});
    const { end, stdout } = await exec(${JSON.stringify(request)});
    console.log(end, stdout.includes('done'));`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 15_000 });
  process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'exited true\n' });
});
