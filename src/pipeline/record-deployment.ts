import type { Event, EventType } from '../domain/event.ts';
import { type Ledger, sealChain } from '../ledger/ledger.ts';
import type { Clock } from '../platform/clock.ts';

/** After these a deployment may stay as it is for long, or for good. */
const SEALS: readonly EventType[] = ['deployment.promoted', 'deployment.rolled-back', 'incident.opened', 'ticket.filed'];

const ACTOR = 'supervisor';

/** Writes the facts of deployments; what was decided about one is fixed in the factory's chain at once, so that its end cannot be cut off unnoticed. */
export function deploymentRecorder({
  ledger,
  clock,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
}): (chain: string, event: Event) => Promise<void> {
  return async (chain, event) => {
    await ledger.append(chain, [{ event, time: clock.now(), actor: ACTOR }]);
    if (SEALS.includes(event.type)) await sealChain(ledger, { chain, time: clock.now(), actor: ACTOR });
  };
}
