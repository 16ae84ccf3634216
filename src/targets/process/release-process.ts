import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import type { Clock } from '../../platform/clock.ts';
import { killGroup, startTimeOf } from '../../platform/process-group.ts';
import type { Sandbox } from '../../platform/sandbox.ts';
import { type DigestOf, unpackArtefact } from './artefacts.ts';
import { groupLives, groupsBelow, hasProc, processStat } from './proc.ts';
import type { Placement, Running } from './state.ts';

const TERMINATE_MS = 5000;
const PAUSE_MS = 20;
const LOG_BYTES = 4 * 1024 * 1024;

export interface ProcessWorld {
  readonly stateDir: string;
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  readonly digestOf: DigestOf;
}

/** Children of this very process that have not ended. */
const children = new Set<number>();

/** Starts a release's own command in a fresh private copy of its artefact, in a process group of its own. */
export async function startRelease({ stateDir, sandbox, digestOf }: ProcessWorld, { release, plan }: Placement): Promise<Running> {
  const folder = folderOf(stateDir, release.id);
  const home = join(folder, 'home');
  // One that a killed supervisor had started and not yet written down.
  killBelow(folder);
  await unpackArtefact({ stateDir, digestOf }, release.artefact, join(folder, 'app'));
  mkdirSync(join(home, 'tmp'), { recursive: true });
  mkdirSync(plan.dataDir, { recursive: true });
  mkdirSync(join(stateDir, 'logs'), { recursive: true });
  const port = await freePort();
  // A file and no pipe: the release outlives its supervisor.
  const log = openSync(logOf(stateDir, release.id), 'a', 0o600);
  try {
    const cwd = join(folder, 'app');
    const env = { PORT: String(port), JIDOKA_RELEASE: release.id, JIDOKA_DATA: plan.dataDir };
    const launch = sandbox.launch({ command: release.start, cwd, home, env, writable: [plan.dataDir] });
    const [program, ...args] = launch.argv;
    const child = spawn(program, args, {
      cwd,
      env: launch.env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    const { pid } = child;
    if (pid === undefined) {
      const cause = await new Promise<Error>((resolve) => child.once('error', resolve));
      throw new AdapterError('start', `${program} could not be started: ${cause.message}`, { cause });
    }
    children.add(pid);
    child.once('exit', () => children.delete(pid));
    child.unref();
    return { pid, startTime: startTimeOf(pid), port };
  } finally {
    closeSync(log);
  }
}

/** Also true for a process that an earlier supervisor started, as long as it is the same one. */
export function isAlive({ pid, startTime }: Running): boolean {
  if (!hasProc) return children.has(pid);
  const stat = processStat(pid);
  return stat !== null && stat.startTime === startTime && stat.state !== 'Z';
}

/** Ends the whole group, by force after a while. */
export async function endRelease(world: ProcessWorld, { release, running }: Placement): Promise<void> {
  if (running !== null && isAlive(running)) {
    killGroup(running.pid, 'SIGTERM');
    const start = world.clock.elapsed();
    // The whole group: a sandbox's own process is gone before the release it was around.
    while ((isAlive(running) || groupLives(running.pid)) && world.clock.elapsed() - start < TERMINATE_MS) await world.clock.sleep(PAUSE_MS);
    // Also when the leader has gone: it may have left others of its group behind.
    killGroup(running.pid, 'SIGKILL');
  }
  const folder = folderOf(world.stateDir, release.id);
  killBelow(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Ends what still runs of releases that are not among these, such as one started just before its supervisor was killed. */
export function endStrays(stateDir: string, known: ReadonlySet<string>): void {
  for (const release of foldersIn(join(stateDir, 'releases'))) {
    if (known.has(release)) continue;
    const folder = folderOf(stateDir, release);
    killBelow(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

function killBelow(folder: string): void {
  if (!hasProc) return;
  for (const group of groupsBelow(folder)) killGroup(group, 'SIGKILL');
}

function foldersIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(folder);
}

/** Keeps a release's log bounded: its last half stays. */
export function boundLog(stateDir: string, release: string): void {
  const log = logOf(stateDir, release);
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) <= LOG_BYTES) return;
  const text = readFileSync(log);
  // The release appends, so it goes on at the new end.
  truncateSync(log, 0);
  writeFileSync(log, text.subarray(-LOG_BYTES / 2), { flag: 'a' });
}

/** The end of what a release printed, one line, for a reason. */
export function lastWords(stateDir: string, release: string): string {
  const log = logOf(stateDir, release);
  if (statSync(log, { throwIfNoEntry: false }) === undefined) return '';
  return readFileSync(log, 'utf8').slice(-600).trim().split('\n').slice(-3).join(' | ').slice(-300);
}

function folderOf(stateDir: string, release: string): string {
  return join(stateDir, 'releases', release);
}

function logOf(stateDir: string, release: string): string {
  return join(stateDir, 'logs', `${release}.log`);
}

/** A port that nobody has at this moment. Somebody may take it before the release does: that is what identity checks are for. */
function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
  return promise;
}
