import type { Range } from '../../domain/finding.ts';
import type { Effect } from './kinds.ts';

/** One change of a contract. */
export interface Difference {
  readonly kind: string;
  readonly effect: Effect;
  readonly message: string;
  /** In the judged tree. */
  readonly path: string;
  readonly range: Range;
}
