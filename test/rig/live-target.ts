import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { configSchema, type WatchConfig } from '../../src/config/schema.ts';
import { eventSchemas, type Event } from '../../src/domain/event.ts';
import type { Release } from '../../src/domain/release.ts';
import { artefactDigest, modulesDigest } from '../../src/platform/artefact-digest.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { startDetached } from '../../src/platform/start-detached.ts';
import { processTarget } from '../../src/targets/process/process-target.ts';
import { readState } from '../../src/targets/process/state.ts';
import type { Deployment, Probe, Target } from '../../src/targets/target.ts';

const SUPERVISE = fileURLToPath(new URL('supervise.ts', import.meta.url));

/** Says who it is, and obeys the file that is named after its release. */
const SERVICE = `
import { createServer } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
const { PORT, JIDOKA_RELEASE, JIDOKA_DATA } = process.env;
const order = () => { try { return readFileSync(JIDOKA_DATA + '/' + JIDOKA_RELEASE, 'utf8'); } catch { return ''; } };
if (process.argv[2] === 'stale') {
  if (process.argv[3] === undefined) {
    const other = spawn(process.execPath, [import.meta.filename, 'stale', 'here'], { detached: true, stdio: 'ignore' });
    other.unref();
    setInterval(() => {}, 1000);
  } else serve();
} else if (process.argv[2] === 'robbed' && !existsSync(JIDOKA_DATA + '/robbed')) {
  writeFileSync(JIDOKA_DATA + '/robbed', PORT);
  spawn(process.execPath, [import.meta.filename, 'stale', 'here'], { detached: true, stdio: 'ignore' }).unref();
  while (!(await fetch('http://127.0.0.1:' + PORT).catch(() => null))) await new Promise((resolve) => setTimeout(resolve, 20));
  serve();
} else if (process.argv[2] === 'never-ready') setInterval(() => {}, 1000);
else serve();
function serve() {
  let count = 0;
  if (process.argv[2] === 'stubborn') process.on('SIGTERM', () => undefined);
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

/** Looks of a fifth of a second, all else as in real life. */
const FAST: WatchConfig = configSchema.shape.watch.parse({
  lookSeconds: 0.2,
  deadlineSeconds: 12,
  warmUpSeconds: 3,
  probesPerSecond: 200,
  closeMinutes: 5,
});

interface Settings {
  readonly watch?: Partial<WatchConfig>;
  readonly probes?: readonly Probe[];
}

export interface LiveTarget {
  readonly stateDir: string;
  /** A new client of the target, with settings of its own. */
  connect(settings?: Settings): Target;
  /** A release of the service in this mode: nothing (good), `fail <percent>`, `never-ready`, `wrong-id` `stale`, `robbed` of its port at its first start, or `stubborn` when it is to end. */
  release(id: string, mode?: string): Release;
  /** Releases and waits for the decision. */
  deliver(id: string, mode?: string, settings?: Settings): Promise<Deployment>;
  decided(id: string): Promise<Deployment>;
  /** Tells a running release what to do: `fail <percent>` or `die`. */
  order(id: string, what: string): Promise<void>;
  /** Status and body of a user's request. */
  answer(): Promise<string>;
  /** Every event of a deployment so far, checked against its schema. */
  events(id: string): Event[];
  /** The types of its events, looks left out. */
  story(id: string): string[];
  /** Living processes that stand in the target's folders, or in one below. */
  processes(below?: string): string[];
  supervisorPid(): number;
  /** Stops it and removes its folder; returns the processes that were left, which there must not be. */
  end(): Promise<string[]>;
}

/** A process target with a real supervisor, real releases and a real small service, in a folder of its own. */
export async function liveTarget(): Promise<LiveTarget> {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-target-'));
  const stateDir = join(folder, 'target');
  const artefact = join(folder, 'artefact');
  const dependencies = join(folder, 'dependencies');
  await mkdir(artefact);
  await mkdir(join(dependencies, 'node_modules', 'left'), { recursive: true });
  await mkdir(join(stateDir, 'data'), { recursive: true });
  await writeFile(join(dependencies, 'node_modules', 'left', 'index.js'), '');
  await writeFile(join(artefact, 'service.mjs'), SERVICE);
  const digest = await artefactDigest(artefact, 'rig');
  const installed = await modulesDigest(dependencies, ['node_modules']);

  const connect = ({ watch = {}, probes = [{ path: '/work', status: 200 }] }: Settings = {}): Target =>
    processTarget({
      stateDir,
      config: { health: '/health', probes },
      watch: { ...FAST, ...watch },
      clock: systemClock,
      spawnSupervisor: () => startDetached({ argv: [process.execPath, SUPERVISE, stateDir], cwd: folder, env: process.env }),
    });
  const target = connect();
  const release = (id: string, mode = ''): Release => ({
    id,
    commit: `commit-of-${id}`,
    artefact: { digest, dir: artefact, dependencies: { key: 'rig', dir: dependencies, digest: installed } },
    start: `node service.mjs ${mode}`,
    run: 'run-1',
    order: 'order-1',
  });
  const decided = async (id: string): Promise<Deployment> => {
    for (;;) {
      const deployment = await target.deployment(id);
      // The decision is on disk before the ledger has its events; a ledger that is down gets them later.
      const isTold = existsSync(join(stateDir, 'ledger-down')) || readState(stateDir)?.outbox.length === 0;
      if (deployment !== null && deployment.outcome !== 'running' && isTold) return deployment;
      await sleep(50);
    }
  };
  const events = (id: string): Event[] => eventsIn(join(stateDir, 'events.jsonl'), `deployment-${id}`);
  return {
    stateDir,
    connect,
    release,
    decided,
    events,
    async deliver(id, mode, settings) {
      await connect(settings).release(release(id, mode));
      return decided(id);
    },
    order: (id, what) => writeFile(join(stateDir, 'data', id), what),
    async answer() {
      const { url } = await target.status();
      const response = await fetch(`${url}/work`);
      return `${response.status} ${await response.text()}`;
    },
    story: (id) =>
      events(id).flatMap(({ type, payload }) => {
        if (type === 'watch.looked') return [];
        return [type === 'traffic.shifted' ? `${type} ${payload.percent}` : type];
      }),
    processes: (below = '') => processesBelow(join(folder, below)),
    supervisorPid: () => (JSON.parse(readFileSync(join(stateDir, 'endpoint.json'), 'utf8')) as { pid: number }).pid,
    async end() {
      try {
        await target.stop();
        return processesBelow(folder);
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      }
    },
  };
}

export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(20);
}

function eventsIn(file: string, chain: string): Event[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Event & { chain: string })
    .filter((event) => event.chain === chain)
    .map(({ type, payload }) => ({ type, payload: eventSchemas[type].parse(payload) }) as Event);
}

function processesBelow(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      const isZombie = readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
      return !isZombie && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      // It ended meanwhile, or is another user's.
      return false;
    }
  });
}
