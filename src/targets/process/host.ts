import type { Event } from '../../domain/event.ts';
import type { Proxy } from './proxy.ts';
import { isAlive, type ProcessWorld } from './release-process.ts';
import type { Placement, Running, State, StateFile } from './state.ts';

/** What one supervisor holds. */
export interface Host extends ProcessWorld {
  readonly file: StateFile;
  readonly proxy: Proxy;
  /** Adds an event to a chain of the ledger; a decision that is there already is not added again. */
  readonly record: (chain: string, event: Event) => Promise<void>;
  /** Writes a line to the supervisor's log. */
  readonly log: (line: string) => void;
}

/** Sends the traffic where the state says, from the next request on. */
export function applyRouting({ file, proxy }: Host): void {
  const { candidate, stable, warm, percent } = file.state;
  const port = (placement: Placement | null): number | null => placement?.running?.port ?? null;
  if (candidate === null) proxy.route({ candidate: port(stable), stable: port(warm), percent: 100 });
  else proxy.route({ candidate: port(candidate), stable: port(stable), percent });
}

export function isRunning(placement: Placement | null): placement is Placement & { readonly running: Running } {
  return placement?.running != null && isAlive(placement.running);
}

/** Writes a change and the events it means down in one, then tells the ledger. */
export async function commit(host: Host, change: Partial<State>, release: string, events: readonly Event[]): Promise<void> {
  const { outbox } = host.file.state;
  host.file.update({ ...change, outbox: [...outbox, ...events.map((event) => ({ chain: chainOf(release), event }))] });
  await flush(host);
}

/** One at a time, so that nothing is recorded twice. */
const flushing = new WeakMap<Host, Promise<boolean>>();

/**
 * Hands the ledger what it does not have yet, in order; false when it refuses. A ledger that is down does not undo what was decided:
 * the rest waits. What was recorded just before this process was killed is handed over again, and `record` knows it.
 */
export function flush(host: Host): Promise<boolean> {
  const turn = (flushing.get(host) ?? Promise.resolve(true)).then(() => handOver(host));
  flushing.set(host, turn);
  return turn;
}

async function handOver({ file, record, log }: Host): Promise<boolean> {
  try {
    for (let next = file.state.outbox[0]; next !== undefined; next = file.state.outbox[0]) {
      await record(next.chain, next.event);
      file.update({ outbox: file.state.outbox.slice(1) });
    }
    return true;
  } catch (error) {
    log(`the ledger did not take an event, it is kept: ${String(error)}`);
    return false;
  }
}

export function chainOf(release: string): string {
  return `deployment-${release}`;
}
