import type { Event } from '../domain/event.ts';
import type { Clock } from '../platform/clock.ts';
import type { HardCheck, Rollout, TakeBack } from '../targets/target.ts';
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
  // The first reason stands: also when a crash or a second one came while it was taken back.
  const decision = rollout.takenBack ?? decided(clock, rollback);
  const { cause, harm, reason: why, detectionMs, decidedAt } = decision;
  await rollout.goBack(decision);
  const switched = clock.now();
  const check = rollout.previous === null ? null : await untilGood(clock, rollout);
  const reason = `${/[.!?)]$/.test(why) ? why : `${why}.`} ${ending(rollout, check)}`;
  const deployment = rollout.release.id;
  const events: Event[] = [];
  if (harm !== null) events.push({ type: 'deployment.breached', payload: { deployment, cause: harm, reason: why } });
  const times = { detectionMs, switchMs: Math.max(0, switched - decidedAt), verificationMs: Math.max(0, clock.now() - switched) };
  events.push({ type: 'deployment.rolled-back', payload: { deployment, to: rollout.previous, cause, reason, ...times } });
  // Nothing proven is no incident, unless going back left the users without an answer.
  if (cause !== 'insufficient' || check?.ok === false)
    events.push(...(await openIncident(tracker, rollout, { summary: reason, evidence: [why] })));
  await rollout.conclude(cause === 'insufficient' ? 'insufficient' : 'rolled-back', reason, events);
}

function decided(clock: Clock, rollback: Rollback): TakeBack {
  const decidedAt = clock.now();
  if (rollback.cause !== 'breach') return { ...rollback, harm: null, detectionMs: 0, decidedAt };
  const { cause: harm, reason, since } = rollback.breach;
  return { cause: 'breach', harm, reason, detectionMs: Math.max(0, clock.elapsed() - since), decidedAt };
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
