import type { Event } from '../domain/event.ts';
import type { Clock } from '../platform/clock.ts';
import type { HardCheck, Rollout } from '../targets/target.ts';
import type { Tracker } from '../trackers/tracker.ts';
import { openIncident } from './incident.ts';
import type { Breach } from './trial.ts';

/** Detection, switch and verification have 60 + 30 + 30 seconds. */
const VERIFY_MS = 30_000;
const PAUSE_MS = 200;

export type Rollback =
  | { readonly cause: 'breach'; readonly breach: Breach }
  /** Nothing was proven, or a person said so. */
  | { readonly cause: 'insufficient' | 'operator'; readonly reason: string };

export interface RollbackWorld {
  readonly clock: Clock;
  readonly tracker: Tracker;
}

/**
 * Gives the previous release all the traffic, makes sure that it answers, then ends the candidate.
 * Nothing on the way to the switch depends on the ledger or the tracker.
 */
export async function rollBack({ clock, tracker }: RollbackWorld, rollout: Rollout, rollback: Rollback): Promise<void> {
  const start = clock.elapsed();
  await rollout.goBack();
  const switched = clock.elapsed();
  const check = rollout.previous === null ? null : await untilGood(clock, rollout);
  const verified = clock.elapsed();
  const { cause } = rollback;
  const why = rollback.cause === 'breach' ? rollback.breach.reason : rollback.reason;
  const reason = `${/[.!?)]$/.test(why) ? why : `${why}.`} ${ending(rollout, check)}`;
  const deployment = rollout.release.id;
  const events: Event[] = [];
  if (rollback.cause === 'breach')
    events.push({ type: 'deployment.breached', payload: { deployment, cause: rollback.breach.cause, reason: why } });
  const detectionMs = rollback.cause === 'breach' ? Math.max(0, start - rollback.breach.since) : 0;
  const times = { detectionMs, switchMs: switched - start, verificationMs: verified - switched };
  events.push({ type: 'deployment.rolled-back', payload: { deployment, to: rollout.previous, cause, reason, ...times } });
  // Nothing proven is no incident, unless going back left the users without an answer.
  if (cause !== 'insufficient' || check?.ok === false)
    events.push(...(await openIncident(tracker, rollout, { summary: reason, evidence: [why] })));
  await rollout.conclude(cause === 'insufficient' ? 'insufficient' : 'rolled-back', reason, events);
}

async function untilGood(clock: Clock, rollout: Rollout): Promise<HardCheck> {
  const start = clock.elapsed();
  for (;;) {
    const check = await rollout.check('stable');
    if (check.ok || clock.elapsed() - start >= VERIFY_MS) return check;
    await clock.sleep(PAUSE_MS);
  }
}

function ending({ previous }: Rollout, check: HardCheck | null): string {
  if (check === null) return 'There was no release to go back to: the service is stopped.';
  return check.ok
    ? `${previous} has all the traffic again and answers.`
    : `${previous} has all the traffic again BUT DOES NOT ANSWER: ${check.reason}.`;
}
