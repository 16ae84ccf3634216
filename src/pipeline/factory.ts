import type { Agent } from '../agents/agent.ts';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import type { WorkOrder } from '../domain/work-order.ts';
import type { Bench } from '../gate/judging.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SigningKey } from '../platform/signing-key.ts';
import type { TrustDomain } from '../platform/trust-domain.ts';
import type { Target } from '../targets/target.ts';
import type { Tracker } from '../trackers/tracker.ts';

/** Everything a run works with. */
export interface Factory extends Bench {
  readonly ledger: Ledger;
  /** The agent a policy names. UserError when it names none. */
  readonly agentFor: (policy: EffectivePolicy) => Promise<Agent>;
  /** The target a policy names; null when it names none. */
  readonly targetFor: (policy: EffectivePolicy) => Target | null;
  readonly tracker: Tracker;
  readonly signingKey: SigningKey | null;
  readonly version: string;
  readonly trustDomain: TrustDomain;
}

/** What a run is started with; kept in the journal, so that a resumed run starts from the same. */
export interface RunInput {
  readonly order: WorkOrder;
  /** Base commit: the branch's tip when the run was started. */
  readonly base: string;
  /** The branch the change is meant for; null when the repository has none. */
  readonly branch: string | null;
  /** The tree of a change that exists already (`run --change`); null when an agent writes it. */
  readonly change: string | null;
  /** Its last commit; runs of earlier versions do not have it. */
  readonly commit?: string | null;
  readonly withRelease: boolean;
}
