import { randomInt } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../../domain/event.ts';
import { AdapterError, UserError } from '../../domain/error.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sandbox } from '../../platform/sandbox.ts';
import type { Watch } from '../target.ts';
import { type DigestOf, keepArtefact } from './artefacts.ts';
import { openControl } from './control.ts';
import { applyRouting, commit, flush, isRunning, type Host } from './host.ts';
import { takeLock } from './lock.ts';
import { createProxy } from './proxy.ts';
import type { ControlRequest } from './protocol.ts';
import { boundLog, endRelease, endStrays } from './release-process.ts';
import { concluded, cool, hasEnded, reviveStable, untilUp } from './placements.ts';
import { processRollout } from './rollout.ts';
import { stateFile, type Placement, type State } from './state.ts';
import { statusOf } from './status.ts';

export interface SupervisorOptions {
  /** The target's own folder. */
  readonly stateDir: string;
  /** Where users reach the service; 0: any free port, chosen once. */
  readonly port: number;
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  /** Adds an event to a chain of the ledger; a decision that is there already is not added again. */
  readonly record: (chain: string, event: Event) => Promise<void>;
  readonly watch: Watch;
  readonly digestOf: DigestOf;
  /** Aborted: the supervisor ends, the service runs on until the next one takes over. */
  readonly signal?: AbortSignal;
}

const TICK_MS = 1000;

/** A verb that waits for its turn: the supervisor does one thing at a time. */
interface Waiting {
  readonly request: Extract<ControlRequest, { verb: 'release' | 'rollBack' | 'stop' }>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The one process that owns a target: its proxy, its releases and the watch over them. Resolves when it was told to stop or its signal
 * was aborted, at once when another supervisor has the target already.
 */
export async function runSupervisor(options: SupervisorOptions): Promise<'stopped' | 'another-runs'> {
  const { stateDir, clock } = options;
  const lock = takeLock(stateDir);
  if (lock === null) return 'another-runs';
  const log = (line: string): void => appendLog(stateDir, `${new Date(clock.now()).toISOString()} ${line}\n`);
  try {
    await supervise(options, log);
    return 'stopped';
  } catch (error) {
    log(`the supervisor ended: ${told(error)}`);
    throw error;
  } finally {
    lock.release();
  }
}

async function supervise(options: SupervisorOptions, log: (line: string) => void): Promise<void> {
  const { stateDir, sandbox, clock, record, watch, digestOf, signal } = options;
  const file = stateFile(stateDir);
  await using proxy = createProxy({ clock, draw: randomInt });
  const host: Host = { stateDir, sandbox, clock, digestOf, record, log, file, proxy };
  applyRouting(host);
  file.update({ port: await proxy.listen(options.port === 0 ? (file.state.port ?? 0) : options.port) });
  let isComingUp = await takeOver(host);

  const queue: Waiting[] = [];
  let interrupt = new AbortController();
  const enqueue = (request: Waiting['request']): Promise<unknown> =>
    new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject });
      interrupt.abort();
    });
  await using control = await openControl(stateDir, async (request) => {
    if (request.verb === 'status') return statusOf(host);
    if (request.verb === 'release') {
      if (isKnown(file.state, request.release.id)) return null;
      // What is just being taken back is waited for.
      refuseWhenBusy(file.state.candidate);
    }
    return enqueue(request);
  });

  let isStopped = false;
  while (!isStopped && signal?.aborted !== true) {
    interrupt = new AbortController();
    const waiting = queue.shift();
    if (waiting === undefined) {
      await using _ticks = everyTick(host, () => {
        if (control.isReachable() || queue.length > 0) return;
        enqueue({ verb: 'stop' }).catch((error: unknown) => log(`stopping failed: ${String(error)}`));
      });
      const stop = signal === undefined ? interrupt.signal : AbortSignal.any([interrupt.signal, signal]);
      if (isComingUp) await untilUp(host, file.state.stable, stop).catch((error: unknown) => log(`interrupted: ${String(error)}`));
      isComingUp = false;
      await watchOver(host, watch, stop);
      continue;
    }
    try {
      // Also when it cannot be written down any more: nothing is started again after it was told to stop.
      isStopped = waiting.request.verb === 'stop';
      waiting.resolve(await perform(host, watch, waiting.request));
    } catch (error) {
      waiting.reject(error);
    }
  }
  for (const { reject } of queue) reject(new AdapterError('stopped', 'the target was stopped', { isRetryable: true }));
}

/** Goes on with what an earlier supervisor left: living releases are kept, dead ones started again; true when stable was. */
async function takeOver(host: Host): Promise<boolean> {
  const { candidate, stable, warm, leaving } = host.file.state;
  const known = [candidate, stable, warm, leaving].flatMap((placement) => (placement === null ? [] : [placement.release.id]));
  endStrays(host.stateDir, new Set(known));
  // Until the candidate is up and warm again, nobody is sent to it.
  if (candidate !== null && !isRunning(candidate)) host.file.update({ percent: 0 });
  applyRouting(host);
  try {
    return await reviveStable(host);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    // The watch finds it dead, and goes back to the release before it.
    host.log(`stable could not be started again: ${error.message}`);
    return false;
  } finally {
    await flush(host);
  }
}

/** Does what there is to do until it is done or `signal` interrupts it. */
async function watchOver(host: Host, watch: Watch, signal: AbortSignal): Promise<void> {
  const { candidate, leaving, stable } = host.file.state;
  try {
    if (leaving !== null)
      await watch.rollBack(processRollout(host, leaving.release.id), 'Taking it back had been interrupted and was finished now.');
    else if (candidate !== null) await watch.decide(processRollout(host, candidate.release.id), signal);
    else if (stable !== null) await watch.stay(processRollout(host, stable.release.id), signal);
    else await host.clock.sleep(24 * 3_600_000, signal);
  } catch (error) {
    if (!signal.aborted) {
      // The watch fails closed by itself; what arrives here broke while taking a release back, and is tried again.
      host.log(`the watch failed: ${told(error)}`);
      await host.clock.sleep(TICK_MS);
    }
  }
}

async function perform(host: Host, watch: Watch, request: Waiting['request']): Promise<unknown> {
  switch (request.verb) {
    case 'release':
      return accept(host, request);
    case 'rollBack':
      return rollBack(host, watch, request);
    case 'stop':
      return stopAll(host);
    default:
      return request satisfies never;
  }
}

/** Nothing to do for this id any more. */
function isKnown({ deployments }: State, id: string): boolean {
  return deployments.some(({ release }) => release === id);
}

function refuseWhenBusy(placement: Placement | null): void {
  if (placement === null) return;
  const hint = 'Wait for its end, or roll it back.';
  throw new AdapterError('target-busy', `release ${placement.release.id} is still on trial`, { hint, isRetryable: true });
}

async function accept(host: Host, { release, plan }: Extract<ControlRequest, { verb: 'release' }>): Promise<void> {
  if (isKnown(host.file.state, release.id)) return;
  refuseWhenBusy(host.file.state.candidate ?? host.file.state.leaving);
  await cool(host);
  await keepArtefact(host, release.artefact);
  const placement: Placement = { release, plan, startedAt: host.clock.now(), promotedAt: null, running: null };
  const previous = host.file.state.stable?.release.id ?? null;
  const { id, commit: commitId, artefact, run, order } = release;
  const deployments = concluded(host.file.state, { release: id, outcome: 'running', reason: 'on trial' });
  await commit(host, { candidate: placement, percent: 0, deployments }, id, [
    { type: 'deployment.started', payload: { deployment: id, commit: commitId, artefact: artefact.digest, run, order, previous } },
  ]);
  applyRouting(host);
}

async function rollBack(host: Host, watch: Watch, { from, reason }: { readonly from: string; readonly reason: string }): Promise<unknown> {
  const { candidate, stable, deployments } = host.file.state;
  const current = candidate ?? stable;
  if (current?.release.id === from) await watch.rollBack(processRollout(host, from), reason);
  // Asked twice, or the watch was faster: it is back already.
  else if (!deployments.some(({ release, outcome }) => release === from && outcome !== 'promoted')) {
    throw new UserError('nothing-to-roll-back', `release ${from} is not in service`);
  }
  return { from, to: host.file.state.stable?.release.id ?? null };
}

/** Ends everything, first of all the processes; a candidate that was on trial has not been proven good. */
async function stopAll(host: Host): Promise<void> {
  const { candidate, stable, warm, leaving } = host.file.state;
  const none: Partial<State> = { candidate: null, leaving: null, takenBack: null, warm: null, stable: null, history: [], percent: 0 };
  await Promise.all([candidate, leaving, warm, stable].map((placement) => placement && endRelease(host, placement)));
  endStrays(host.stateDir, new Set());
  const onTrial = candidate ?? leaving;
  if (onTrial === null || hasEnded(host.file.state, onTrial.release.id)) {
    host.file.update(none);
  } else {
    const { id } = onTrial.release;
    const reason = 'The target was stopped before it was decided.';
    const deployments = concluded(host.file.state, { release: id, outcome: 'rolled-back', reason });
    const times = { detectionMs: 0, switchMs: 0, verificationMs: 0 };
    await commit(host, { ...none, deployments }, id, [
      { type: 'deployment.rolled-back', payload: { deployment: id, to: null, cause: 'operator', reason, ...times } },
    ]);
  }
  applyRouting(host);
  await flush(host);
}

/** Small duties beside the watch: logs stay bounded, the ledger gets what it refused before, a lost endpoint is noticed. */
function everyTick(host: Host, check: () => void): AsyncDisposable {
  const stop = new AbortController();
  const running = (async () => {
    while (!stop.signal.aborted) {
      await host.clock.sleep(TICK_MS, stop.signal);
      check();
      const { candidate, stable, warm } = host.file.state;
      for (const placement of [candidate, stable, warm]) if (placement !== null) boundLog(host.stateDir, placement.release.id);
      if (host.file.state.outbox.length > 0) await flush(host);
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) host.log(`a duty failed: ${String(error)}`);
  });
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

/** What was expected to happen some day says enough itself; all else is a fault of ours. */
function told(error: unknown): string {
  if (error instanceof AdapterError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A folder that was removed under a running supervisor is not made again for a log line. */
function appendLog(stateDir: string, line: string): void {
  if (!existsSync(stateDir)) return;
  mkdirSync(join(stateDir, 'logs'), { recursive: true });
  appendFileSync(join(stateDir, 'logs', 'supervisor.log'), line, { mode: 0o600 });
}
