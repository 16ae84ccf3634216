import type { Clock } from '../../src/platform/clock.ts';

export interface VirtualClock extends Clock {
  /** Runs something once, when the time has come. */
  at(ms: number, what: () => void): void;
}

/** Time that passes only when everybody waits for it: minutes of watching take milliseconds, in the same order each time. */
export function virtualClock(): VirtualClock {
  let time = 0;
  let pumping = false;
  const sleepers = new Set<{ readonly until: number; wake(): void }>();
  const pump = (): void => {
    if (pumping || sleepers.size === 0) return;
    pumping = true;
    // A later turn of the event loop: whoever still had something to do has done it.
    setImmediate(() => {
      pumping = false;
      const next = [...sleepers].toSorted((a, b) => a.until - b.until)[0];
      if (next !== undefined) {
        time = Math.max(time, next.until);
        sleepers.delete(next);
        next.wake();
      }
      pump();
    });
  };
  const add = (ms: number, wake: () => void): (() => void) => {
    const sleeper = { until: ms, wake };
    sleepers.add(sleeper);
    pump();
    return () => sleepers.delete(sleeper);
  };
  return {
    now: () => time,
    elapsed: () => time,
    at: (ms, what) => void add(ms, what),
    sleep(ms, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      if (signal?.aborted) {
        reject(signal.reason);
        return promise;
      }
      const forget = add(time + ms, resolve);
      signal?.addEventListener('abort', () => {
        forget();
        reject(signal.reason);
      });
      return promise;
    },
  };
}
