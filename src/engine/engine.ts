import { AdapterError, UserError } from '../domain/error.ts';
import type { Event, StoredEvent } from '../domain/event.ts';
import type { Fact } from '../ledger/ledger.ts';
import type { Clock } from '../platform/clock.ts';
import type { Company, Journal, Lease, RunRecord } from './journal.ts';

export interface EngineObserver {
  /** An event was said; it is not in the ledger yet. */
  readonly said?: (event: Event) => void;
  /** Events are in the ledger. */
  readonly stored?: (events: readonly StoredEvent[]) => void;
  /** The run does not begin before these have ended. */
  readonly waits?: (runs: readonly string[]) => void;
  /** A step's transaction is about to be written, or was: the boundaries at which a crash test kills. */
  readonly boundary?: (name: string, side: 'before' | 'after') => void;
}

export type Once<T> = { readonly status: 'finished'; readonly value: T } | { readonly status: 'interrupted' };

/** What the code of a run works with. It is executed again after a crash: finished steps answer from the journal. */
export interface RunContext {
  readonly run: string;
  /** How often the run was taken up, from 1. */
  readonly takeUp: number;
  readonly signal: AbortSignal;
  /** Does the work once: its result (JSON) and the events it records are one transaction. After a crash in it, it is done again. */
  step<T>(name: string, work: (record: (event: Event, actor?: string) => void) => Promise<T>): Promise<T>;
  /**
   * At most once: the intent is in the ledger before the work begins. An intent without a result, found after a crash,
   * answers `interrupted`; the work is not done again.
   */
  once<T>(name: string, intent: readonly Event[], work: (record: (event: Event, actor?: string) => void) => Promise<T>): Promise<Once<T>>;
}

export interface EngineRequest {
  readonly journal: Journal;
  readonly clock: Clock;
  /** This process, recognisable as dead later. */
  readonly owner: string;
  readonly isDead: (owner: string) => boolean;
  readonly observer?: EngineObserver;
  readonly signal: AbortSignal;
  readonly leaseMs?: number;
  /** Default: any run beside any other. */
  readonly company?: Company;
}

const ACTOR = 'jidoka';
const CANCELLED = 'RUN_CANCELLED';

/** The code of a run; both answer the status the run is left in. */
export interface RunCode<T> {
  readonly work: (context: RunContext) => Promise<Left<T>>;
  /** Instead of the rest of `work`, once a person has asked for the run's end. */
  readonly cancelled: (context: RunContext) => Promise<Left<T>>;
}

interface Left<T> {
  readonly status: RunRecord['status'];
  readonly value: T;
}

const WAIT_MS = 500;

/** Takes the run; waits as long as others that work at this moment are in its way. */
async function claim(
  { journal, clock, owner, isDead, observer, signal, company, leaseMs }: EngineRequest & { leaseMs: number },
  run: string,
): Promise<Lease> {
  let told = '';
  for (;;) {
    const answer = await journal.claim({ run, owner, now: clock.now(), leaseMs, isDead, ...(company === undefined ? {} : { company }) });
    if (answer === null) {
      throw new UserError('RUN_IS_HELD', `another process works on ${run}`, { hint: 'Wait for it, or end it with `jidoka runs cancel`.' });
    }
    if (!('waitsFor' in answer)) return answer;
    if (answer.waitsFor.join() !== told) observer?.waits?.(answer.waitsFor);
    told = answer.waitsFor.join();
    await clock.sleep(WAIT_MS, signal);
  }
}

/** Executes the code of a run under its lease. */
export async function execute<T>(request: EngineRequest, run: string, { work, cancelled }: RunCode<T>): Promise<T> {
  const { journal, clock, observer = {}, signal, leaseMs = 15_000 } = request;
  const lease = await claim({ ...request, leaseMs }, run);
  const stop = new AbortController();
  const heartbeat = keepAlive({ journal, clock, lease, leaseMs, stop });
  const both = AbortSignal.any([signal, stop.signal]);
  try {
    const held = { journal, clock, lease, observer };
    const wasCancelled = (await journal.run(run))?.cancelRequested === true;
    const { status, value } = await (wasCancelled ? cancelled : work)(contextOf({ ...held, signal: both })).catch((error: unknown) => {
      if (!isCancellation(stop.signal.reason)) throw error;
      // The signal that ended the work must not end the record of it.
      return cancelled(contextOf({ ...held, signal }));
    });
    if (!(await journal.release(lease, status))) throw leaseLost(run);
    return value;
  } catch (error) {
    await giveBack(journal, lease, error);
    throw error;
  } finally {
    heartbeat.stop();
  }
}

/** The next one need not wait until the lease of a run that broke has ended. One that was lost already is not ours to give. */
function giveBack(journal: Journal, lease: Lease, why: unknown): Promise<boolean> {
  return journal.release(lease, 'running').catch((error: unknown) => {
    throw new AdapterError('LEASE_KEPT', `${String(why)}; besides, ${lease.run} could not be given back: ${String(error)}`, { cause: why });
  });
}

interface Held {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly lease: Lease;
}

function contextOf({ journal, clock, lease, observer, signal }: Held & { observer: EngineObserver; signal: AbortSignal }): RunContext {
  const { run } = lease;
  async function commit(name: string, state: 'started' | 'finished', output: unknown, facts: readonly Fact[]): Promise<void> {
    observer.boundary?.(name, 'before');
    // The digest of a step's answer needs an event to stand in.
    if (state === 'finished' && facts.length === 0)
      facts = [{ event: { type: 'step.finished', payload: { step: name } }, time: clock.now(), actor: ACTOR }];
    const stored = await journal.commit(lease, { name, state, output: JSON.stringify(output ?? null), chain: run, facts });
    if (stored === null) throw leaseLost(run);
    observer.stored?.(stored);
    observer.boundary?.(name, 'after');
  }
  function recorder(): { readonly facts: Fact[]; readonly record: (event: Event, actor?: string) => void } {
    const facts: Fact[] = [];
    return {
      facts,
      record(event, actor = ACTOR) {
        facts.push({ event, time: clock.now(), actor });
        observer.said?.(event);
      },
    };
  }
  return {
    run,
    takeUp: lease.fence,
    signal,
    async step(name, work) {
      const earlier = await journal.step(run, name);
      if (earlier?.state === 'finished') return JSON.parse(earlier.output);
      signal.throwIfAborted();
      const { facts, record } = recorder();
      const value = await work(record);
      signal.throwIfAborted();
      await commit(name, 'finished', value, facts);
      return value;
    },
    async once(name, intent, work) {
      const earlier = await journal.step(run, name);
      if (earlier?.state === 'finished') return { status: 'finished', value: JSON.parse(earlier.output) };
      if (earlier?.state === 'started') return { status: 'interrupted' };
      signal.throwIfAborted();
      const before = recorder();
      for (const event of intent) before.record(event);
      await commit(name, 'started', null, before.facts);
      const { facts, record } = recorder();
      const value = await work(record);
      // What it answered when it was told to stop is no result: it was cut off.
      signal.throwIfAborted();
      await commit(name, 'finished', value, facts);
      return { status: 'finished', value };
    },
  };
}

function keepAlive({ journal, clock, lease, leaseMs, stop }: Held & { leaseMs: number; stop: AbortController }): { stop: () => void } {
  const timer = setInterval(() => {
    void journal.heartbeat(lease, clock.now() + leaseMs).then(
      (answer) => {
        if (answer === 'lost') stop.abort(leaseLost(lease.run));
        if (answer === 'cancelled') stop.abort(new UserError(CANCELLED, `${lease.run} was cancelled`));
      },
      (error: unknown) => stop.abort(error),
    );
  }, leaseMs / 3);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function isCancellation(reason: unknown): boolean {
  return reason instanceof UserError && reason.code === CANCELLED;
}

function leaseLost(run: string): AdapterError {
  return new AdapterError('LEASE_LOST', `another process has taken over ${run}; nothing more is written by this one`);
}
