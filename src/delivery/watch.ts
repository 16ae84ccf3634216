import type { Rollout, Watch } from '../targets/target.ts';
import { rollBack, type Rollback, type RollbackWorld } from './rollback.ts';
import { stayWithRelease } from './stay.ts';
import { runTrial } from './trial.ts';

/** Decides when a candidate is good, and takes it back when it is not: at every phase, also long after its promotion. */
export function deliveryWatch(world: RollbackWorld): Watch {
  return {
    decide: (rollout, signal) => decide(world, rollout, signal),
    stay: (rollout, signal) => stayWithRelease(world, rollout, signal),
    rollBack: (rollout, reason) => rollBack(world, rollout, { cause: 'operator', reason }),
  };
}

async function decide(world: RollbackWorld, rollout: Rollout, signal: AbortSignal): Promise<void> {
  const refusal = await promoteWhenGood(world, rollout, signal);
  if (refusal !== null) await rollBack(world, rollout, refusal);
}

/** Null when the candidate was promoted, else why not. An analysis that breaks is no success. */
async function promoteWhenGood({ clock }: RollbackWorld, rollout: Rollout, signal: AbortSignal): Promise<Rollback | null> {
  try {
    const ending = await runTrial(clock, rollout, signal);
    if (ending.verdict === 'breached') return { cause: 'breach', breach: ending };
    const { verdict, reason } = ending;
    if (verdict === 'insufficient') return { cause: verdict, reason };
    const afterMs = Math.max(0, clock.now() - rollout.startedAt);
    await rollout.promote(reason, { type: 'deployment.promoted', payload: { deployment: rollout.release.id, afterMs, reason } });
    return null;
  } catch (error) {
    if (signal.aborted) throw error;
    return { cause: 'insufficient', reason: `The watch itself broke, so nothing is proven: ${String(error)}.` };
  }
}
