import type { Clock } from '../platform/clock.ts';
import type { Arm, Probe, Rollout, Side, Traffic } from '../targets/target.ts';
import { inBackground, type Background } from './background.ts';
import type { Collector } from './evidence.ts';

/** Probes under way at once: a candidate that hangs must not pile them up. */
const AT_ONCE = 64;
/** Finer timers keep no time; what was missed is made up for. */
const PAUSE_MS = 10;
const IDLE_MS = 60_000;

/**
 * Makes the declared requests at the declared rate, to both versions at the same moment: a pair is a block, so that the comparison
 * goes on whatever the share of the traffic is.
 */
export function startProbes({
  clock,
  rollout,
  evidence,
}: {
  readonly clock: Clock;
  readonly rollout: Rollout;
  readonly evidence: Collector;
}): Background {
  const { probes } = rollout;
  const { probesPerSecond } = rollout.watch;
  return inBackground(async (signal) => {
    const underWay = new Set<Promise<void>>();
    const broken = new AbortController();
    const send = async (probe: Probe): Promise<void> => {
      const [candidate, stable] = await Promise.all([
        ask({ clock, rollout, side: 'candidate', probe }),
        // A release that is dead is nothing to compare with.
        rollout.isAlive('stable') ? ask({ clock, rollout, side: 'stable', probe }) : null,
      ]);
      if (!signal.aborted) evidence.add(asTraffic(candidate, stable));
    };
    const track = (sending: Promise<void>): void => {
      const tracked = sending.catch((error: unknown) => broken.abort(error)).finally(() => underWay.delete(tracked));
      underWay.add(tracked);
    };
    const start = clock.elapsed();
    const due = (): number => ((clock.elapsed() - start) / 1000) * probesPerSecond;
    for (let sent = 0; !signal.aborted;) {
      for (; sent <= due() && probes.length > 0; sent += 1) {
        const probe = probes[sent % probes.length];
        // What cannot be sent in time is left out.
        if (probe !== undefined && underWay.size < AT_ONCE) track(send(probe));
      }
      if (broken.signal.aborted) throw broken.signal.reason;
      // Nothing declared: only the users' requests can tell.
      await clock.sleep(probesPerSecond === 0 ? IDLE_MS : Math.max(PAUSE_MS, 1000 / probesPerSecond), signal);
    }
    await Promise.all(underWay);
  });
}

interface Asked extends Arm {
  readonly askedAt: number;
}

async function ask({ clock, rollout, side, probe }: { clock: Clock; rollout: Rollout; side: Side; probe: Probe }): Promise<Asked> {
  const askedAt = clock.elapsed();
  const { ok } = await rollout.probe(side, probe);
  return { requests: 1, errors: ok ? 0 : 1, askedAt };
}

function asTraffic(candidate: Asked, stable: Asked | null): Traffic {
  const arm = ({ requests, errors }: Arm): Arm => ({ requests, errors });
  const firstErrorAt = candidate.errors > 0 ? candidate.askedAt : null;
  if (stable === null) return { candidate: arm(candidate), stable: { requests: 0, errors: 0 }, blocks: [], firstErrorAt };
  const block = { candidate: arm(candidate), stable: arm(stable) };
  return { ...block, blocks: [block], firstErrorAt };
}
