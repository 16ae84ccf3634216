import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configSchema, type WatchConfig } from '../../config/schema.ts';
import { eventSchemas, type Event } from '../../domain/event.ts';
import type { Release } from '../../domain/release.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Deployment, Probe, Target } from '../target.ts';
import { processTarget } from './process-target.ts';

const SUPERVISE = fileURLToPath(new URL('../../../test/rig/supervise.ts', import.meta.url));

/** Says who it is, and obeys the file that is named after its release. */
const SERVICE = `
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
const { PORT, JIDOKA_RELEASE, JIDOKA_DATA } = process.env;
const order = () => { try { return readFileSync(JIDOKA_DATA + '/' + JIDOKA_RELEASE, 'utf8'); } catch { return ''; } };
if (process.argv[2] === 'stale') {
  if (process.argv[3] === undefined) {
    const other = spawn(process.execPath, [import.meta.filename, 'stale', 'here'], { detached: true, stdio: 'ignore' });
    other.unref();
    setInterval(() => {}, 1000);
  } else serve();
} else if (process.argv[2] === 'never-ready') setInterval(() => {}, 1000);
else serve();
function serve() {
  let count = 0;
  const id = process.argv[2] === 'wrong-id' ? 'another' : JIDOKA_RELEASE;
  createServer((request, response) => {
    const now = order();
    if (now === 'die') process.exit(3);
    if (now === 'sick') return response.writeHead(503).end();
    const [, share] = /^fail (\\d+)$/.exec(now) ?? /^fail (\\d+)$/.exec(process.argv.slice(2).join(' ')) ?? [0, 0];
    count += 1;
    const bad = request.url !== '/health' && (count * Number(share)) % 100 < Number(share);
    const headers = process.argv[2] === 'stale' ? {} : { 'x-jidoka-release': id };
    response.writeHead(bad ? 500 : 200, headers).end(JIDOKA_RELEASE);
  }).listen(PORT, '127.0.0.1');
}
`;

const FAST: WatchConfig = configSchema.shape.watch.parse({
  weights: [10, 50, 100],
  lookSeconds: 0.2,
  deadlineSeconds: 12,
  warmUpSeconds: 3,
  probesPerSecond: 200,
  closeMinutes: 5,
});
const PROBES: readonly Probe[] = [{ path: '/work', status: 200 }];

let folder: string;
let stateDir: string;
let target: Target;

async function setUp(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'jidoka-target-'));
  stateDir = join(folder, 'target');
  await mkdir(join(folder, 'artefact'), { recursive: true });
  await mkdir(join(folder, 'dependencies', 'node_modules', 'left'), { recursive: true });
  await writeFile(join(folder, 'dependencies', 'node_modules', 'left', 'index.js'), '');
  await writeFile(join(folder, 'artefact', 'service.mjs'), SERVICE);
  target = connect({});
}

async function tearDown(): Promise<void> {
  try {
    await target.stop();
    expect(processesOf(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function connect({ watch = FAST, probes = PROBES }: { watch?: WatchConfig; probes?: readonly Probe[] }): Target {
  const config = { name: 'process' as const, port: 0, health: '/health', probes: [...probes] };
  return processTarget({ stateDir, config, watch, clock: systemClock, spawnSupervisor });
}

function spawnSupervisor(): void {
  spawn(process.execPath, [SUPERVISE, stateDir], { detached: true, stdio: 'ignore', cwd: folder }).unref();
}

function release(id: string, mode = ''): Release {
  return {
    id,
    commit: `commit-of-${id}`,
    artefact: {
      digest: createHash('sha256').update(id).digest('hex'),
      dir: join(folder, 'artefact'),
      dependencies: join(folder, 'dependencies'),
    },
    start: `node service.mjs ${mode}`,
    run: 'run-1',
    order: 'order-1',
  };
}

async function decided(id: string): Promise<Deployment> {
  for (;;) {
    const deployment = await target.deployment(id);
    if (deployment !== null && deployment.outcome !== 'running') return deployment;
    await sleep(50);
  }
}

async function deliver(id: string, mode = ''): Promise<Deployment> {
  await target.release(release(id, mode));
  return decided(id);
}

/** Every event of a deployment so far, checked against its schema. */
function events(id: string): Event[] {
  const file = join(stateDir, 'events.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  return lines
    .map((line) => JSON.parse(line) as Event & { chain: string })
    .filter(({ chain }) => chain === `deployment-${id}`)
    .map(({ type, payload }) => ({ type, payload: eventSchemas[type].parse(payload) }) as Event);
}

/** The types of its events, looks left out. */
function story(id: string): string[] {
  return events(id).flatMap(({ type, payload }) =>
    type === 'watch.looked' ? [] : [type === 'traffic.shifted' ? `${type} ${payload.percent}` : type],
  );
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(20);
}

async function answer(): Promise<string> {
  const { url } = await target.status();
  const response = await fetch(`${url}/work`);
  return `${response.status} ${await response.text()}`;
}

async function order(id: string, what: string): Promise<void> {
  await mkdir(join(stateDir, 'data'), { recursive: true });
  await writeFile(join(stateDir, 'data', id), what);
}

/** Living processes that stand in a folder, or were started for it. */
function processesOf(path: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      const isZombie = readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
      return !isZombie && readlinkSync(`/proc/${pid}/cwd`).startsWith(path);
    } catch {
      return false;
    }
  });
}

function supervisorPid(): number {
  return (JSON.parse(readFileSync(join(stateDir, 'endpoint.json'), 'utf8')) as { pid: number }).pid;
}

describe('harm at every phase takes the release back', () => {
  const good = 'deployment.promoted';
  let id: string;
  let number = 0;
  beforeAll(async () => {
    await setUp();
    expect((await deliver('r1')).outcome).toBe('promoted');
  });
  beforeEach(() => {
    number += 1;
    id = `bad-${number}`;
  });
  afterAll(tearDown);

  async function expectTakenBack(cause: string): Promise<void> {
    await until(() => story(id).includes('ticket.filed'));
    expect(story(id).slice(-4)).toEqual(['deployment.breached', 'deployment.rolled-back', 'incident.opened', 'ticket.filed']);
    const [breached, rolledBack, incident, ticket] = events(id).slice(-4);
    expect(breached?.payload).toMatchObject({ cause });
    expect(rolledBack?.payload).toMatchObject({ to: 'r1', cause: 'breach' });
    expect(incident?.payload).toMatchObject({ incident: `incident-${id}`, deployment: id, run: 'run-1', order: 'order-1' });
    expect(ticket?.payload).toMatchObject({
      ticket: `ticket-${id}`,
      incident: `incident-${id}`,
      path: join(stateDir, 'tickets', `ticket-${id}.md`),
    });
    expect(await readFile(join(stateDir, 'tickets', `ticket-${id}.md`), 'utf8')).toContain('commit\\-of\\-bad');
    expect((await target.deployment(id))?.outcome).toBe('rolled-back');
    expect(await answer()).toBe('200 r1');
    await until(() => processesOf(join(stateDir, 'releases', id)).length === 0);
  }

  test.each([
    ['never-ready', 'start'],
    ['wrong-id', 'start'],
    ['stale', 'start'],
    ['fail 100', 'errors'],
    ['fail 30', 'errors'],
  ])('a release that is %s', async (mode, cause) => {
    target = connect({ watch: { ...FAST, warmUpSeconds: mode.startsWith('fail') ? 3 : 1 } });
    await target.release(release(id, mode));
    await expectTakenBack(cause);
  });

  test.each(['traffic.shifted 10', 'traffic.shifted 50', 'traffic.shifted 100', good])('one that begins to fail at %s', async (phase) => {
    // Slower looks, so that a phase lasts.
    target = connect({ watch: { ...FAST, lookSeconds: 0.4 } });
    await target.release(release(id));
    await until(() => story(id).includes(phase));
    await order(id, 'fail 100');
    await expectTakenBack('errors');
  });

  test.each(['traffic.shifted 10', good])('one that dies at %s', async (phase) => {
    target = connect({ watch: { ...FAST, lookSeconds: 0.4 } });
    await target.release(release(id));
    await until(() => story(id).includes(phase));
    await order(id, 'die');
    await expectTakenBack('hard-check');
  });

  test('one that falls ill long after its promotion, when nothing is kept warm', async () => {
    target = connect({ watch: { ...FAST, closeMinutes: 0 } });
    expect((await deliver(id)).outcome).toBe('promoted');
    await until(() => processesOf(join(stateDir, 'releases', 'r1')).length === 0);
    await order(id, 'die');
    await answer().catch(() => undefined);
    await expectTakenBack('hard-check');
  });
});

describe('the line of releases', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  test('the first release is promoted on its own merits, the second beside it, and the first stays warm', async () => {
    const first = await deliver('r1');
    expect(first.outcome).toBe('promoted');
    expect(story('r1')).toEqual(['deployment.started', 'candidate.ready', 'traffic.shifted 100', 'deployment.promoted']);
    expect(await answer()).toBe('200 r1');
    expect((await deliver('r2')).outcome).toBe('promoted');
    expect(story('r2')).toEqual([
      'deployment.started',
      'candidate.ready',
      'traffic.shifted 10',
      'traffic.shifted 50',
      'traffic.shifted 100',
      'deployment.promoted',
    ]);
    expect(await answer()).toBe('200 r2');
    const status = await target.status();
    expect({ ...status, stable: { ...status.stable, pid: 0, port: 0 } }).toEqual({
      url: status.url,
      stable: { release: 'r2', commit: 'commit-of-r2', pid: 0, port: 0, healthy: true },
      candidate: null,
      notes: [],
    });
    expect(existsSync(join(stateDir, 'releases', 'r2', 'app', 'node_modules', 'left', 'index.js'))).toBe(true);
    // Asked again: nothing changes.
    await target.release(release('r1'));
    expect((await target.status()).stable?.release).toBe('r2');
    expect(await target.rollBack('I do not like it')).toEqual({ from: 'r2', to: 'r1' });
    expect(await answer()).toBe('200 r1');
    expect(await target.deployment('r2')).toEqual({
      release: 'r2',
      outcome: 'rolled-back',
      reason: 'I do not like it. r1 has all the traffic again and answers.',
    });
  });

  test('with no release to go back to, the service is stopped and that is said', async () => {
    expect(await deliver('r1', 'fail 50')).toEqual({
      release: 'r1',
      outcome: 'rolled-back',
      reason: expect.stringMatching(/There was no release to go back to: the service is stopped\.$/),
    });
    expect(await target.status()).toEqual({ url: null, stable: null, candidate: null, notes: [] });
  });

  test('without traffic and probes nothing is proven, and nothing promoted', async () => {
    expect((await deliver('r1')).outcome).toBe('promoted');
    target = connect({ watch: { ...FAST, deadlineSeconds: 2 }, probes: [] });
    const { outcome, reason } = await deliver('r2');
    expect(outcome).toBe('insufficient');
    expect(reason).toContain('has answered no request yet');
    expect(story('r2').at(-1)).toBe('deployment.rolled-back');
    expect(await answer()).toBe('200 r1');
  });

  test('users make the evidence where there are no probes', async () => {
    expect((await deliver('r1')).outcome).toBe('promoted');
    target = connect({ probes: [] });
    await target.release(release('r2', 'fail 50'));
    const { url } = await target.status();
    while ((await target.deployment('r2'))?.outcome === 'running') {
      await Promise.all(Array.from({ length: 20 }, async () => (await fetch(`${url}/work`)).text()));
    }
    expect(events('r2').find(({ type }) => type === 'deployment.breached')?.payload).toMatchObject({ cause: 'errors' });
    expect(await answer()).toBe('200 r1');
  });

  test('a supervisor that is killed in the middle of a watch is started again and decides', async () => {
    expect((await deliver('r1')).outcome).toBe('promoted');
    await target.release(release('r2'));
    await until(() => story('r2').includes('traffic.shifted 50'));
    const { url, stable, candidate } = await target.status();
    process.kill(supervisorPid(), 'SIGKILL');
    const after = await target.status();
    expect({ url: after.url, stable: after.stable, pid: after.candidate?.pid }).toEqual({ url, stable, pid: candidate?.pid });
    expect((await decided('r2')).outcome).toBe('promoted');
    expect(story('r2').filter((type) => type === 'deployment.started')).toHaveLength(1);
    expect(await answer()).toBe('200 r2');
  });

  test('a release that died with its supervisor is started again', async () => {
    expect((await deliver('r1')).outcome).toBe('promoted');
    const pid = (await target.status()).stable?.pid ?? 0;
    process.kill(supervisorPid(), 'SIGKILL');
    process.kill(-pid, 'SIGKILL');
    expect(
      await (async () => {
        for (;;) {
          const { stable } = await target.status();
          if (stable?.healthy) return stable.release;
        }
      })(),
    ).toBe('r1');
    expect(await answer()).toBe('200 r1');
  });

  test('two clients at once get one supervisor and one deployment', async () => {
    const [one, other] = [connect({}), connect({})];
    await Promise.all([one.release(release('r1')), other.release(release('r1')), one.status(), other.status()]);
    expect((await decided('r1')).outcome).toBe('promoted');
    expect(story('r1').filter((type) => type === 'deployment.started')).toHaveLength(1);
    expect(processesOf(folder).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('supervise'))).toHaveLength(1);
    await one.release(release('r2'));
    await expect(other.release(release('r3'))).rejects.toThrow('release r2 is still on trial');
    expect(await other.rollBack('stop it')).toEqual({ from: 'r2', to: 'r1' });
    expect(await target.deployment('r3')).toBe(null);
  });

  test('stopping in the middle of a trial leaves nothing, and no success', async () => {
    await target.release(release('r1'));
    await until(() => story('r1').includes('traffic.shifted 100'));
    await target.stop();
    expect(processesOf(folder)).toEqual([]);
    expect((await target.deployment('r1'))?.outcome).toBe('rolled-back');
    expect(existsSync(join(stateDir, 'endpoint.json'))).toBe(false);
  });
});
