import type { Clock } from '../platform/clock.ts';
import type { Rollout, Side } from '../targets/target.ts';
import { inBackground, type Background } from './background.ts';
import { hardBreach, type HardState } from './judge.ts';

const PAUSE_MS = 500;

/** Until the first check has come back, a release counts as not proven. */
const UNKNOWN: HardState = { failures: 1, gone: false, reason: 'not checked yet' };

export interface HardChecks extends Background {
  readonly state: HardState;
  /** `Clock.elapsed` at the first failure of the present row; null while all is well. */
  readonly failingSince: number | null;
}

/** Checks one release again and again; ends at a breach. */
export function startHardChecks({
  clock,
  rollout,
  side,
}: {
  readonly clock: Clock;
  readonly rollout: Rollout;
  readonly side: Side;
}): HardChecks {
  let state = UNKNOWN;
  let failingSince: number | null = null;
  const pauseMs = Math.min(PAUSE_MS, rollout.watch.lookSeconds * 1000);
  const loop = inBackground(async (signal) => {
    for (let failures = 0; !signal.aborted;) {
      const result = await rollout.check(side);
      failures = result.ok ? 0 : failures + 1;
      failingSince = result.ok ? null : (failingSince ?? clock.elapsed());
      state = result.ok ? { failures, gone: false, reason: '' } : { failures, gone: result.gone, reason: result.reason };
      if (side === 'candidate' && hardBreach(state) !== null) return;
      await clock.sleep(pauseMs, signal);
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
  };
}
