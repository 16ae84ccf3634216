import type { Effect } from './kinds.ts';
import type { Whereabouts } from './place-now.ts';

/** One change of a contract. */
export interface Difference extends Whereabouts {
  readonly kind: string;
  readonly effect: Effect;
  readonly message: string;
}
