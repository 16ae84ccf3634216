import { canonicalJson } from '../domain/canonical-json.ts';
import type { Event, EventType } from '../domain/event.ts';
import { FACTORY_CHAIN, type Ledger, sealChain } from '../ledger/ledger.ts';
import type { Clock } from '../platform/clock.ts';

/** After these a deployment may stay as it is for long, or for good. */
const SEALS: readonly EventType[] = ['deployment.promoted', 'deployment.rolled-back', 'incident.opened', 'ticket.filed'];

/** What a deployment has at most one of: a supervisor that was killed before it could note that it had told may tell them again. */
const ONCE: readonly EventType[] = ['deployment.started', 'deployment.breached', ...SEALS];

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
    const isThere = ONCE.includes(event.type) && (await isRecorded(ledger, chain, event));
    if (!isThere) await ledger.append(chain, [{ event, time: clock.now(), actor: ACTOR }]);
    if (SEALS.includes(event.type) && !(isThere && (await isSealed(ledger, chain)))) {
      await sealChain(ledger, { chain, time: clock.now(), actor: ACTOR });
    }
  };
}

async function isRecorded(ledger: Ledger, chain: string, { type, payload }: Event): Promise<boolean> {
  const there = await ledger.read({ chain, types: [type] });
  return there.some((event) => canonicalJson(event.payload) === canonicalJson(payload));
}

async function isSealed(ledger: Ledger, chain: string): Promise<boolean> {
  const head = await ledger.head(chain);
  const seals = await ledger.read({ chain: FACTORY_CHAIN, types: ['chain.sealed'] });
  return seals.some((event) => event.type === 'chain.sealed' && event.payload.chain === chain && event.payload.hash === head?.hash);
}
