import type { Clock } from '../platform/clock.ts';
import type { Arm, Probe, Rollout, Side, Traffic } from '../targets/target.ts';
import { inBackground, type Background } from './background.ts';
import type { Collector } from './evidence.ts';

/** Probes under way at once: a candidate that hangs must not pile them up. */
const AT_ONCE = 64;

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
  const { probes, previous } = rollout;
  const { probesPerSecond } = rollout.watch;
  return inBackground(async (signal) => {
    const underWay = new Set<Promise<void>>();
    const broken = new AbortController();
    const send = async (probe: Probe): Promise<void> => {
      const [candidate, stable] = await Promise.all([
        ask({ clock, rollout, side: 'candidate', probe }),
        previous === null ? null : ask({ clock, rollout, side: 'stable', probe }),
      ]);
      if (!signal.aborted) evidence.add(asTraffic(candidate, stable));
    };
    for (let turn = 0; !signal.aborted; turn += 1) {
      const probe = probes[turn % probes.length];
      // Nothing declared: only the users' requests can tell.
      if (probe === undefined || probesPerSecond === 0) await clock.sleep(60_000, signal);
      else if (underWay.size < AT_ONCE) {
        const sent: Promise<void> = send(probe)
          .catch((error: unknown) => broken.abort(error))
          .finally(() => underWay.delete(sent));
        underWay.add(sent);
      }
      if (broken.signal.aborted) throw broken.signal.reason;
      if (probesPerSecond > 0) await clock.sleep(1000 / probesPerSecond, signal);
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
