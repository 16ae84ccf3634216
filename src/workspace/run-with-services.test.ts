import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sandboxIn } from '../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import type { Service } from '../domain/project.ts';
import type { ExecResult } from '../platform/exec.ts';
import { runWithServices } from './run-with-services.ts';

/** Answers over HTTP on the port it is given, says so, and writes what it saw of its environment; `slow` never listens. */
const SERVER = `
const { createServer } = require('node:http');
const { writeFileSync, appendFileSync } = require('node:fs');
const [port, kind] = process.argv.slice(2);
writeFileSync('pid-' + port, String(process.pid));
writeFileSync('env-' + port, JSON.stringify({ forTests: process.env.FOR_TESTS ?? null, home: typeof process.env.HOME }));
process.on('SIGTERM', () => { appendFileSync('ended', port + ' '); if (kind !== 'stubborn') process.exit(0); });
if (kind === 'dies') { console.error('no database here'); process.exit(3); }
if (kind === 'slow') { console.log('warming up'); setInterval(() => {}, 1000); }
else createServer((request, response) => { response.statusCode = kind === 'ill' ? 503 : 200; response.end('pong'); }).listen(Number(port), '127.0.0.1', () => console.log('listening'));
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Ran {
  readonly result: ExecResult | string;
  readonly port: number;
  readonly file: (name: string) => string | null;
}

interface Asked {
  readonly kind?: string;
  readonly ready?: (port: number) => Service['ready'];
  readonly command?: (port: number) => string;
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal;
}

/** Runs a command with one service and answers what came of it, or the words of the refusal. */
async function run({ kind = '', ready = (port) => ({ port }), command = get, timeoutSeconds = 60, signal }: Asked): Promise<Ran> {
  using folder = temporaryFolder();
  const cwd = join(folder.path, 'checkout');
  const { mkdirSync } = await import('node:fs');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'server.cjs'), SERVER);
  const port = await freePort();
  const services: Service[] = [{ name: 'api', command: `node server.cjs ${port} ${kind}`, ready: ready(port), timeoutSeconds }];
  const request = {
    command: command(port),
    cwd,
    timeoutMs: 60_000,
    network: 'none',
    env: { FOR_TESTS: 'yes' },
    ...(signal === undefined ? {} : { signal }),
  } as const;
  const result = await runWithServices(sandboxIn(folder.path), request, services).catch((error: Error) => error.message);
  const file = (name: string) => (existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), 'utf8') : null);
  const read = new Map([`pid-${port}`, `env-${port}`, 'ended', 'ran'].map((name) => [name, file(name)]));
  const pid = Number(read.get(`pid-${port}`) ?? 0);
  // Whatever happened, it does not live any longer; a process that was killed takes the kernel a moment.
  await expect.poll(() => pid !== 0 && isAlive(pid), { timeout: 2000 }).toBe(false);
  return { result, port, file: (name) => read.get(name) ?? null };
}

function get(port: number): string {
  return `node -e "fetch('http://127.0.0.1:${port}/').then((r) => r.text()).then((t) => console.log(t, process.env.FOR_TESTS))"`;
}

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    // It has ended, and is forgotten.
    return false;
  }
}

describe('a service', () => {
  test.each<[string, (port: number) => Service['ready']]>([
    ['a port', (port) => ({ port })],
    ['an answer', (port) => ({ http: `http://127.0.0.1:${port}/health` })],
    ['a word in its log', () => ({ log: 'listening' })],
    ['all of them', (port) => ({ port, http: `http://localhost:${port}/`, log: 'listening' })],
  ])('is ready by %s, serves the command, and is asked to end', async (_, ready) => {
    const { result, port, file } = await run({ ready });
    expect(result).toEqual(expect.objectContaining({ exitCode: 0, end: 'exited', stdout: 'pong yes\n', stderr: '' }));
    expect([file('ended'), file(`env-${port}`)]).toEqual([`${port} `, '{"forTests":null,"home":"string"}']);
  });

  test("leaves the command's own end as it is", async () => {
    const { result } = await run({ command: () => 'echo out; echo err >&2; exit 7' });
    expect(result).toEqual(expect.objectContaining({ exitCode: 7, stdout: 'out\n', stderr: 'err\n' }));
    const killed = await run({ command: () => 'kill -9 $$' });
    expect(killed.result).toEqual(expect.objectContaining({ exitCode: null, signal: 'SIGKILL' }));
  });

  test('that does not want to end is ended', async () => {
    const { result } = await run({ kind: 'stubborn', command: () => 'true' });
    expect(result).toEqual(expect.objectContaining({ exitCode: 0 }));
  });

  test('that ends while the command runs is spoken of', async () => {
    const { result } = await run({ command: (port) => `kill -9 $(cat pid-${port}); sleep 0.3; exit 1` });
    expect(result).toEqual(
      expect.objectContaining({
        exitCode: 1,
        stderr: expect.stringMatching(/^service api ended \((SIGKILL|exit code 137)\) before the command did\nlistening/),
      }),
    );
  });

  test('is ended when the command is', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1500);
    const { result } = await run({ command: () => 'sleep 60', signal: abort.signal });
    expect(result).toEqual(expect.objectContaining({ end: 'aborted', exitCode: null }));
  });
});

describe('no answer, and no command that ran, when a service', () => {
  const command = () => 'touch ran';
  test.each<[string, Asked, RegExp]>([
    ['ends', { kind: 'dies' }, /^the service api ended \(exit code 3\) before it was ready; its last words: no database here$/],
    [
      'is not ready in time',
      { kind: 'slow', timeoutSeconds: 0.5 },
      /^the service api was not ready within 0.5 s; its last words: warming up$/,
    ],
    [
      'answers that it is ill',
      { kind: 'ill', timeoutSeconds: 0.5, ready: (port) => ({ http: `http://127.0.0.1:${port}/` }) },
      /^the service api was not ready within 0.5 s; its last words: listening$/,
    ],
    ['does not say the word', { timeoutSeconds: 0.5, ready: () => ({ log: 'ready' }) }, /was not ready within 0.5 s/],
  ])('%s', async (_, asked, message) => {
    const { result, file } = await run({ ...asked, command });
    expect([result, file('ran')]).toEqual([expect.stringMatching(message), null]);
  });

  test('would be mistaken for somebody else', async () => {
    const stranger = createServer((_, response) => response.end('me')).listen(0, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const { port } = stranger.address() as AddressInfo;
    const { result, file } = await run({ ready: () => ({ port }), command });
    stranger.close();
    expect([result, file('ran')]).toEqual([
      `the service api was not started: something else answers on port ${port}; it said nothing`,
      null,
    ]);
  });
});
