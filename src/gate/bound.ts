import { INTERRUPTED, type Verdict } from '../domain/verdict.ts';

/** How a checker's run ended. */
export interface Ending {
  readonly verdict: Verdict;
  readonly reason?: string;
}

/** How long a checker may take to end by itself once its signal has fired, milliseconds. */
const GRACE_MS = 1000;

export interface Bound {
  /** What the checker is told to end by. */
  readonly signal: AbortSignal;
  /** Rejects when the grace after the signal is over. */
  readonly over: Promise<never>;
  /** The verdict on a checker that was told to end; null while it was not. */
  cutOff(): Ending | null;
  release(): void;
}

/**
 * A time limit and the caller's signal in one. What `asideMs` counts meanwhile is added to the limit. Its timers keep the process alive: one that waits for a checker must not end with the exit code of success.
 */
export function boundBy(signal: AbortSignal, timeoutMs: number, asideMs: () => number): Bound {
  const timeout = new AbortController();
  let granted = asideMs();
  const onTime = () => {
    const more = asideMs() - granted;
    if (more < 1) return timeout.abort(new Error('time is up'));
    granted += more;
    timer = setTimeout(onTime, more);
  };
  let timer = setTimeout(onTime, timeoutMs);
  const both = AbortSignal.any([signal, timeout.signal]);
  const { promise, reject } = Promise.withResolvers<never>();
  let grace: NodeJS.Timeout | undefined;
  const onAbort = () => {
    grace = setTimeout(() => reject(both.reason), GRACE_MS);
  };
  if (both.aborted) reject(both.reason);
  else both.addEventListener('abort', onAbort, { once: true });
  return {
    signal: both,
    over: promise,
    cutOff() {
      if (signal.aborted) return { verdict: 'cancelled', reason: INTERRUPTED };
      if (!timeout.signal.aborted) return null;
      return { verdict: 'timed-out', reason: `gave no answer within ${inSeconds(timeoutMs)} s` };
    },
    release() {
      clearTimeout(timer);
      clearTimeout(grace);
      both.removeEventListener('abort', onAbort);
    },
  };
}

function inSeconds(ms: number): string {
  return ms < 1000 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000));
}
