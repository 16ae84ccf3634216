import type { Clock } from '../platform/clock.ts';
import type { Rollout, Side } from '../targets/target.ts';
import { inBackground, type Background } from './background.ts';
import { hardBreach, type HardState } from './judge.ts';

const PAUSE_MS = 500;
/** A dead process is noticed this soon. */
const ALIVE_MS = 100;

/** Until the first check has come back, a release counts as not proven. */
const UNKNOWN: HardState = { failures: 1, gone: false, reason: 'not checked yet' };

export interface HardChecks extends Background {
  readonly state: HardState;
  /** `Clock.elapsed` at the first failure of the present row; null while all is well. */
  readonly failingSince: number | null;
  /** The state of this moment: a process that died since the last check is seen. */
  latest(): Promise<HardState>;
}

interface Checked {
  readonly clock: Clock;
  readonly rollout: Rollout;
  readonly side: Side;
}

/** Checks one release again and again, at once when its process dies; for the candidate it ends at a breach. */
export function startHardChecks({ clock, rollout, side }: Checked): HardChecks {
  let state = UNKNOWN;
  let failures = 0;
  let failingSince: number | null = null;
  const check = async (): Promise<HardState> => {
    const result = await rollout.check(side);
    failures = result.ok ? 0 : failures + 1;
    failingSince = result.ok ? null : (failingSince ?? clock.elapsed());
    state = result.ok ? { failures, gone: false, reason: '' } : { failures, gone: result.gone, reason: result.reason };
    return state;
  };
  const pauseMs = Math.min(PAUSE_MS, rollout.watch.lookSeconds * 1000);
  const loop = inBackground(async (signal) => {
    while (!signal.aborted) {
      const breach = hardBreach(await check());
      if (side === 'candidate' && breach !== null) return;
      const next = clock.elapsed() + pauseMs;
      do await clock.sleep(Math.min(ALIVE_MS, pauseMs), signal);
      while (clock.elapsed() < next && rollout.isAlive(side));
    }
  });
  return {
    ended: loop.ended,
    [Symbol.asyncDispose]: () => loop[Symbol.asyncDispose](),
    get state() {
      return state;
    },
    get failingSince() {
      return failingSince;
    },
    latest: async () => (state.gone || rollout.isAlive(side) ? state : check()),
  };
}
