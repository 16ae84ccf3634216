import type { Rollout } from '../targets/target.ts';
import { collectEvidence } from './evidence.ts';
import { startHardChecks } from './hard-checks.ts';
import { hardBreach, judge, type HardState } from './judge.ts';
import { startProbes } from './probes.ts';
import { rollBack, type RollbackWorld } from './rollback.ts';
import { atLook, firstSign, pause, type Breach } from './trial.ts';

const HEALTH_EVERY_MS = 5 * 60_000;
/** A process that died is noticed this soon. */
const ALIVE_EVERY_MS = 2000;
/** Between the checks that make sure of a failure. */
const RECHECK_MS = 1000;

/** First closely, with the release before it kept warm; then its health, for as long as it lives. */
export async function stayWithRelease(world: RollbackWorld, rollout: Rollout, signal: AbortSignal): Promise<void> {
  let breach: Breach;
  try {
    breach = (await watchClosely(world, rollout, signal)) ?? (await watchHealth(world, rollout, signal));
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = `The watch itself broke, so the release is not known to be good: ${String(error)}.`;
    return rollBack(world, rollout, { cause: 'insufficient', reason });
  }
  await rollBack(world, rollout, { cause: 'breach', breach });
}

/** Null when the time is over and nothing was found. */
async function watchClosely({ clock }: RollbackWorld, rollout: Rollout, signal: AbortSignal): Promise<Breach | null> {
  const over = (rollout.promotedAt ?? clock.now()) + rollout.watch.closeMinutes * 60_000;
  if (clock.now() >= over) return null;
  const evidence = collectEvidence();
  await using candidate = startHardChecks({ clock, rollout, side: 'candidate' });
  await using stable = startHardChecks({ clock, rollout, side: 'stable' });
  await using probes = startProbes({ clock, rollout, evidence });
  while (clock.now() < over) {
    await pause({ clock, ms: rollout.watch.lookSeconds * 1000, signal, background: [candidate.ended, probes.ended] });
    await candidate.latest();
    evidence.add(rollout.takeTraffic());
    const judgement = judge(atLook({ rollout, evidence, candidate, stable, measuredLooks: 0 }));
    // With nothing to go back to, errors alone are no reason to take the service away from everybody.
    const counts = judgement.verdict === 'breached' && (judgement.cause === 'hard-check' || rollout.previous !== null);
    if (counts) return { cause: judgement.cause, reason: judgement.reason, since: firstSign(clock, candidate, evidence) };
  }
  return null;
}

async function watchHealth({ clock }: RollbackWorld, rollout: Rollout, signal: AbortSignal): Promise<Breach> {
  await rollout.cool();
  let failingSince: number | null = null;
  let state: HardState = { failures: 0, gone: false, reason: '' };
  for (let nextCheck = clock.elapsed(); ;) {
    signal.throwIfAborted();
    const isDue = clock.elapsed() >= nextCheck;
    if (isDue || !rollout.isAlive('candidate')) {
      const check = await rollout.check('candidate');
      failingSince = check.ok ? null : (failingSince ?? clock.elapsed());
      state = check.ok
        ? { failures: 0, gone: false, reason: '' }
        : { failures: state.failures + 1, gone: check.gone, reason: check.reason };
      const breach = hardBreach(state);
      if (breach !== null) return { cause: 'hard-check', reason: breach.reason, since: failingSince ?? clock.elapsed() };
      nextCheck = clock.elapsed() + (check.ok ? HEALTH_EVERY_MS : RECHECK_MS);
    }
    // Nobody compares the traffic any more; it must not pile up.
    rollout.takeTraffic();
    await clock.sleep(Math.min(ALIVE_EVERY_MS, Math.max(1, nextCheck - clock.elapsed())), signal);
  }
}
