import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/domain/event.ts';
import { notify } from '../../src/pipeline/notify.ts';
import { deploymentRecorder } from '../../src/pipeline/record-deployment.ts';
import { tellingRollbacks } from '../../src/pipeline/tell-rollbacks.ts';
import { BAD, GOOD } from '../rig/greeter.ts';
import { makeLine, type TestLine } from '../rig/line.ts';
import { runCli } from '../rig/program.ts';
import type { Files } from '../rig/repository.ts';

/** A project without tests is judged in a third of the time. */
const UNTESTED: Files = { 'package.json': '{ "name": "greeter", "type": "module" }\n', 'test/greet.test.js': null };
const FAST = { config: { commands: {} }, files: UNTESTED };
const onlySources = (files: Files): Files => ({ 'src/farewell.js': files['src/farewell.js'] ?? null });

/** A change on its own branch; answers its name. */
function changeOn(line: TestLine, branch: string, files: Files): string {
  line.git('checkout', '--quiet', '--detach', 'main');
  line.git('branch', '--force', branch, line.commit(onlySources(files), branch));
  return branch;
}

async function append(line: TestLine, chain: string, time: number, ...events: Event[]): Promise<void> {
  using factory = await line.factory();
  await factory.ledger.append(
    chain,
    events.map((event) => ({ event, time, actor: 'test' })),
  );
}

const rolledBack = (deployment: string, cause: 'breach' | 'operator'): Event => ({
  type: 'deployment.rolled-back',
  payload: { deployment, to: null, cause, reason: 'It failed.', detectionMs: 0, switchMs: 0, verificationMs: 0 },
});

const json = (text: string): Record<string, unknown> => JSON.parse(text);

test('three red runs in a row stop the line, until an operator clears it', { timeout: 120_000 }, async () => {
  await using line = makeLine(FAST);
  const bad = changeOn(line, 'bad', BAD);
  const good = changeOn(line, 'good', GOOD);
  const run = (change: string) => line.cli('run', 'say-goodbye', '--yes', '--change', change, '--json');
  for (const chain of ['run-1', 'run-2']) {
    await append(line, chain, Date.now(), { type: 'run.finished', payload: { outcome: 'red', reason: 'seen before' } });
  }
  const third = await run(bad);
  expect(third.code).toBe(1);
  const stop = { cause: 'red-runs', reason: '3 runs in a row were red', evidence: ['run-1', 'run-2', json(third.stdout).run] };
  expect((await line.of('line.stopped')).map(({ chain, payload }) => ({ chain, payload }))).toEqual([{ chain: 'factory', payload: stop }]);

  const before = (await line.of('run.started')).length;
  const refused = await run(good);
  expect({ code: refused.code, ...json(refused.stdout) }).toEqual({
    code: 1,
    schemaVersion: 1,
    run: null,
    status: 'line-stopped',
    since: expect.any(String),
    ...stop,
  });
  const { code, stdout } = await line.cli('run', 'say-goodbye', '--yes');
  expect(code).toBe(1);
  expect(stdout).toMatch(/The line is stopped since .*: 3 runs in a row were red[^]*resume --reason/);
  expect((await line.of('run.started')).length).toBe(before);
  expect((await line.cli('status')).stdout).toContain('The line is stopped');

  expect((await line.cli('doctor')).code).toBe(1);
  const silent = await line.cli('resume');
  expect({ code: silent.code, stderr: silent.stderr }).toEqual({ code: 2, stderr: expect.stringContaining('resume needs a reason') });
  const cleared = await line.cli('resume', '--reason', 'the checker was right', '--json');
  expect({ code: cleared.code, ...json(cleared.stdout) }).toEqual({ code: 0, schemaVersion: 1, line: 'running', cleared: true });
  expect((await line.of('line.resumed')).map(({ actor, payload }) => ({ actor, ...payload }))).toEqual([
    { actor: 'operator:tester', by: 'tester', reason: 'the checker was right' },
  ]);
  expect(json((await line.cli('resume', '--reason', 'again', '--json')).stdout)).toMatchObject({ cleared: false });
  // What was cleared does not count any more.
  expect((await run(good)).code).toBe(0);
  expect((await line.of('line.stopped')).length).toBe(1);
  expect((await line.cli('ledger', 'verify')).code).toBe(0);
});

test('processes that find it due at once stop it once', async () => {
  await using line = makeLine(FAST);
  const good = changeOn(line, 'good', GOOD);
  await append(line, 'deployment-1', Date.now(), ...['1', '2', '3'].map((id) => rolledBack(id, 'breach')));
  const ends = await Promise.all([1, 2, 3].map(() => line.cli('run', 'say-goodbye', '--yes', '--change', good)));
  expect(ends.map(({ code }) => code)).toEqual([1, 1, 1]);
  expect((await line.of('line.stopped')).length).toBe(1);
});

describe('the operator is told', () => {
  const DUE = { about: 'line-stopped', subject: 'line', reason: 'seen before', next: 'jidoka resume' } as const;
  const tell = async (line: TestLine) => {
    using factory = await line.factory();
    await notify(factory, DUE);
  };
  const told = async (line: TestLine) => (await line.of('notice.sent')).map(({ payload }) => payload);

  test('by a command, which sees no more of the environment than any other', async () => {
    // It writes where the test finds it: the address is in the environment that `env:` lets through.
    const command = `cat > "$NOTES/notice.json"; env > "$NOTES/environment"`;
    await using line = makeLine({ ...FAST, config: { ...FAST.config, sandbox: 'process', env: ['NOTES'], notify: { command } } });
    // The whole way, by the program.
    await append(line, 'deployment-1', Date.now(), ...['1', '2', '3'].map((id) => rolledBack(id, 'breach')));
    const env = { ...line.env, NOTES: line.folder, SECRET_TOKEN: 'hunter2' };
    expect((await runCli(['run', 'say-goodbye', '--yes'], { cwd: line.root, env })).code).toBe(1);
    expect(json(readFileSync(join(line.folder, 'notice.json'), 'utf8'))).toEqual({
      schemaVersion: 1,
      about: 'line-stopped',
      subject: 'line',
      reason: '3 releases were taken back within an hour',
      next: expect.stringContaining('jidoka resume'),
    });
    expect(readFileSync(join(line.folder, 'environment'), 'utf8')).not.toContain('hunter2');
    expect(await told(line)).toEqual([{ about: 'line-stopped', subject: 'line', delivered: true, reason: null }]);
  });

  test('by a webhook; its address is not in the ledger', async () => {
    const bodies: string[] = [];
    const server = createServer((request: IncomingMessage, response) => {
      request.setEncoding('utf8');
      let body = '';
      request
        .on('data', (chunk: string) => (body += chunk))
        .on('end', () => {
          bodies.push(body);
          response.end();
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await using line = makeLine({ ...FAST, config: { ...FAST.config, notify: { url: `http://127.0.0.1:${port}/hook` } } });
      await tell(line);
      expect(bodies.map(json)).toEqual([{ schemaVersion: 1, ...DUE }]);
      expect(await told(line)).toEqual([{ about: 'line-stopped', subject: 'line', delivered: true, reason: null }]);
      expect(JSON.stringify(await line.events())).not.toContain('/hook');
    } finally {
      server.close();
    }
  });

  test.each([
    {
      title: 'a command that fails',
      named: { command: ['sh', '-c', 'echo no mail here >&2; exit 7'] },
      reason: /^the command ended with exit code 7: no mail here$/,
    },
    { title: 'a command that is not there', named: { command: ['no-such-program'] }, reason: /not-started|exit code 127/ },
    { title: 'an address where nobody is', named: { url: 'http://127.0.0.1:1/' }, reason: /^it could not be reached$/ },
  ])('$title is written down and changes nothing', async ({ named, reason }) => {
    await using line = makeLine({ ...FAST, config: { ...FAST.config, notify: named } });
    await tell(line);
    expect(await told(line)).toEqual([
      {
        about: 'line-stopped',
        subject: 'line',
        delivered: false,
        reason: expect.stringMatching(reason),
      },
    ]);
  });

  test('of each rollback once, and the third within an hour stops the line', async () => {
    await using line = makeLine({ ...FAST, config: { ...FAST.config, notify: { url: 'http://127.0.0.1:1/' } } });
    {
      using factory = await line.factory();
      await using recorder = tellingRollbacks(factory, deploymentRecorder(factory));
      for (const [id, cause] of [
        ['1', 'breach'],
        ['2', 'operator'],
        ['3', 'breach'],
        // A supervisor that was killed records it again.
        ['3', 'breach'],
        ['4', 'breach'],
      ] as const) {
        await recorder.record(`deployment-${id}`, rolledBack(id, cause));
      }
    }
    // Beside what is recorded, and so in any order.
    expect((await told(line)).map(({ about, subject }) => `${about} ${subject}`).toSorted()).toEqual([
      'line-stopped line',
      'rollback 1',
      'rollback 3',
      'rollback 4',
    ]);
    expect((await line.of('line.stopped')).map(({ payload: { cause, evidence } }) => ({ cause, evidence }))).toEqual([
      { cause: 'rollbacks', evidence: ['deployment-1', 'deployment-3', 'deployment-4'] },
    ]);
  });

  test('an address in the open is refused', async () => {
    await using line = makeLine({ ...FAST, config: { ...FAST.config, notify: { url: 'http://example.com/hook' } } });
    await expect(line.prepare()).rejects.toThrow('must be https, or on the loopback');
  });
});
