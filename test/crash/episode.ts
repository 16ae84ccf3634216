import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestLine } from '../rig/line.ts';
import { type ProgramEnd, type RunningProgram, startProgram } from '../rig/program.ts';
import type { Dice } from './dice.ts';
import { orderId } from './greeter-line.ts';
import { branchBreaches, breachesOf, remainsOf, shapeOf } from './invariants.ts';
import { type KilledStage, stageOf } from './stage-of.ts';
import { readStore, type SeenEvent, type StoreReader } from './store-reader.ts';
import { type Answer, startUsers, type Users } from './users.ts';
import { endNow, kill, pidOf, targetState, type Victim, VICTIMS } from './victims.ts';

/** What an undisturbed run is like, to know when to kill and what to expect. */
export interface Calibration {
  readonly durationMs: number;
  /** Events of the run and its deployment. */
  readonly events: number;
  readonly shape: readonly string[];
}

export interface Kill {
  readonly stage: KilledStage;
  readonly victim: Victim;
  /** Of what the users saw after a supervisor was killed; 0 when they saw nothing. */
  outageMs: number;
}

export interface Episode {
  readonly run: string;
  readonly kills: readonly Kill[];
  readonly breaches: readonly string[];
  /** Requests of the users. */
  readonly asked: number;
  readonly durationMs: number;
}

const TIMEOUT_MS = 120_000;

function startIn(line: TestLine, ...args: string[]): RunningProgram {
  return startProgram(args, { cwd: line.root, env: line.env, timeoutMs: TIMEOUT_MS });
}

/** Takes an order down the line with nobody disturbing it. */
export async function undisturbed(line: TestLine, order: number): Promise<Calibration> {
  const began = performance.now();
  const end = await startIn(line, 'run', orderId(order), '--yes', '--json').ended;
  if (end.code !== 0) throw new Error(`the undisturbed run ended with ${JSON.stringify(end)}`);
  const durationMs = performance.now() - began;
  using store = readStore(line.root);
  const run = store.runs().at(-1) ?? '';
  const events = store.events(run);
  return { durationMs, events: events.length + store.events(deploymentOf(run)).length, shape: shapeOf(events) };
}

function deploymentOf(run: string): string {
  return `deployment-${run.replace(/^run-/, 'release-')}`;
}

export interface EpisodeRequest {
  readonly line: TestLine;
  readonly order: number;
  readonly dice: Dice;
  readonly calibration: Calibration;
  /** At most so many kills. */
  readonly kills: number;
}

/** Takes an order down the line, killing on the way, until the run is over; then looks at what became of it. */
export async function disturbed({ line, order, dice, calibration, kills }: EpisodeRequest): Promise<Episode> {
  const began = performance.now();
  const before = line.git('rev-parse', 'main');
  const users = startUsers(`http://127.0.0.1:${targetState(line.root)?.port}/`);
  using store = readStore(line.root);
  const known = new Set(store.runs());
  const ownRun = () => store.runs().find((id) => !known.has(id)) ?? null;
  const scene: Scene = { line, store, users, dice, calibration, ownRun, done: [], breaches: [] };
  let end: ProgramEnd | null = null;
  for (let tries = 0; end === null; tries += 1) {
    const run = ownRun();
    if (run !== null && store.isFinished(run)) break;
    const program = run === null ? startIn(line, 'run', orderId(order), '--yes', '--json') : startIn(line, 'runs', 'resume', run, '--json');
    end = tries > 2 * kills + 4 ? await program.ended : await disturb(scene, program, kills - scene.done.length);
  }
  const run = ownRun() ?? 'none';
  // Killed at the very end, the supervisor comes back with the next command.
  await startIn(line, 'status').ended;
  await untilGood(users);
  await users.stop();
  const wasTakenBack = scene.done.some(({ victim }) => victim === 'candidate');
  const invariants = breachesOf({ store, run, shape: wasTakenBack ? null : calibration.shape });
  const verified = await startIn(line, 'ledger', 'verify', '--json').ended;
  const breaches = [
    ...scene.breaches,
    ...outcomeBreaches(store.events(run), { end, wasTakenBack }),
    ...invariants.prompts(line, order),
    ...invariants.events(),
    ...invariants.deployment(),
    ...(verified.code === 0 ? [] : [`ledger verify: ${verified.stdout}${verified.stderr}`]),
    ...branchBreaches(line, { before, order }),
    ...outageBreaches(users, scene),
    ...(await remainsOf(line)).map((what) => `left behind: ${what}`),
  ];
  return {
    run,
    kills: scene.done.map(({ kill: one }) => one),
    breaches,
    asked: users.answers.length,
    durationMs: performance.now() - began,
  };
}

interface Scene {
  readonly line: TestLine;
  readonly store: StoreReader;
  readonly users: Users;
  readonly dice: Dice;
  readonly calibration: Calibration;
  readonly ownRun: () => string | null;
  readonly done: { readonly at: number; readonly doneAt: number; readonly victim: Victim; readonly kill: Kill }[];
  readonly breaches: string[];
}

/** Waits for a moment, kills, and answers null when the run has to be taken up again; its end when there was nothing left to kill. */
async function disturb(scene: Scene, program: RunningProgram, kills: number): Promise<ProgramEnd | null> {
  const { line, dice } = scene;
  let ended: ProgramEnd | null = null;
  void program.ended.then((end) => (ended = end));
  const isOver = () => ended !== null;
  for (let left = kills; left > 0; left -= 1) {
    await moment(scene, isOver);
    if (isOver()) break;
    const stage = whereabouts(scene);
    // An order has six attempts, and two may be needed.
    if (stage === 'agent' && scene.done.filter((one) => one.kill.stage === 'agent').length >= 3) continue;
    const at = Date.now();
    const victim = kill(dice.pick(VICTIMS), { folder: line.folder, root: line.root, run: program.child.pid ?? 0 });
    scene.done.push({ at, doneAt: Date.now(), victim, kill: { stage, victim, outageMs: 0 } });
    if (victim === 'supervisor' || victim === 'candidate') continue;
    const end = await program.ended;
    if (victim === 'SIGTERM' || victim === 'SIGINT') scene.breaches.push(...(await politeBreaches(scene, { end, victim, stage })));
    return null;
  }
  return program.ended;
}

/** Some time from now, or some events: spread over what a run still has before it. */
async function moment({ store, dice, calibration, ownRun }: Scene, isOver: () => boolean): Promise<void> {
  if (dice.share() < 0.5) {
    const until = performance.now() + dice.share() * dice.share() * calibration.durationMs;
    while (performance.now() < until && !isOver()) await sleep(5);
    return;
  }
  const run = ownRun();
  const told = run === null ? 0 : store.events(run).length + store.events(deploymentOf(run)).length;
  // Soon more often than late, so that a run is killed many times on its way.
  const until = store.count() + Math.floor(dice.share() * dice.share() * Math.max(2, calibration.events - told + 2));
  while (store.count() < until && !isOver()) await sleep(2);
  const soon = performance.now() + dice.share() * 60;
  while (performance.now() < soon && !isOver()) await sleep(1);
}

function whereabouts({ store, ownRun }: Scene): KilledStage {
  const run = ownRun();
  return run === null ? 'start' : stageOf(store.events(run), store.events(deploymentOf(run)));
}

/** Told to end, a run says so with its exit code and leaves nothing running. */
async function politeBreaches(
  { line, store, ownRun }: Scene,
  { end, victim, stage }: { readonly end: ProgramEnd; readonly victim: Victim; readonly stage: string },
) {
  const expected = victim === 'SIGTERM' ? 143 : 130;
  const processes = (await remainsOf(line)).filter((what) => what.startsWith('process '));
  // Before it listens to signals it dies of one, which a shell calls by the same number.
  // What it was told when all was done changes nothing any more.
  const isDone = end.code === 0 && store.isFinished(ownRun() ?? '');
  const isRight = end.code === expected || end.signal === victim || isDone;
  return [
    ...(isRight ? [] : [`${victim} in ${stage}: it ended with ${end.code} ${end.signal}: ${end.stderr.slice(-300)}`]),
    // A candidate on trial goes on: the target decides about it by itself.
    ...(stage === 'release' || stage === 'watch' ? [] : processes.map((what) => `${victim} in ${stage} left ${what}`)),
  ];
}

/** What the last program said; null when the run was over and nobody was left to say so. */
function outcomeBreaches(
  run: readonly SeenEvent[],
  { end, wasTakenBack }: { readonly end: ProgramEnd | null; readonly wasTakenBack: boolean },
): string[] {
  const outcome = run.find(({ type }) => type === 'run.finished')?.payload.outcome;
  const isRight = wasTakenBack ? outcome === 'green' || outcome === 'red' : outcome === 'green';
  return [
    ...(isRight ? [] : [`the run ended ${String(outcome)}`]),
    ...(end === null || end.code === (outcome === 'green' ? 0 : 1)
      ? []
      : [`it ended with ${end.code} ${end.signal}: ${end.stdout.slice(-600)}${end.stderr.slice(-600)}`]),
  ];
}

/** Waits until the users are answered again: somebody has to have started the supervisor by now. */
async function untilGood({ answers }: Users): Promise<void> {
  const start = Date.now();
  while (!answers.some(({ at, what }) => at >= start && what === '200') && Date.now() - start < 15_000) await sleep(20);
}

/** A failed request counts, unless the door itself had been killed before it and nobody was answered since. */
function outageBreaches({ answers }: Users, { done }: Scene): string[] {
  const excused = new Set<Answer>();
  for (const { at, doneAt, victim, kill: one } of done) {
    if (!['supervisor', 'run and supervisor', 'everything'].includes(victim)) continue;
    const end = answers.find((answer) => answer.at > doneAt && answer.what === '200')?.at ?? Infinity;
    // What was asked just before may have been on its way.
    const during = answers.filter((answer) => answer.what !== '200' && answer.at > at - 500 && answer.at < end);
    for (const answer of during) excused.add(answer);
    if (during.length > 0) one.outageMs = Math.min(end, Date.now()) - at;
  }
  const failures = answers.filter((answer) => answer.what !== '200' && !excused.has(answer));
  const [first] = failures;
  return [
    ...(first === undefined ? [] : [`${failures.length} requests failed, the first at ${new Date(first.at).toISOString()}: ${first.what}`]),
    ...(answers.at(-1)?.what === '200' ? [] : ['the users are not answered any more']),
  ];
}

/** The same line with a folder for temporary files that can be looked into; at its end nothing of it lives on. */
export function underWatch(line: TestLine): TestLine {
  const TMPDIR = join(line.folder, 'tmp');
  mkdirSync(TMPDIR);
  return {
    ...line,
    env: { ...line.env, TMPDIR, NODE_COMPILE_CACHE: join(tmpdir(), 'jidoka-compile-cache') },
    async [Symbol.asyncDispose]() {
      await startIn(line, 'stop').ended;
      // What was left behind has been told as a breach.
      for (const process of line.processes()) endNow(pidOf(process));
    },
  };
}
