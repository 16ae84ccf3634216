export interface AcceptanceCriterion {
  /** `AC-1`, `AC-2` … */
  readonly id: string;
  readonly text: string;
}

export interface Budget {
  readonly tokens?: number;
  readonly usd?: number;
}

/** What is asked. */
export interface WorkOrder {
  readonly id: string;
  readonly title: string;
  readonly kind: 'feature' | 'fix' | 'chore';
  /** Globs the change may touch; empty means the whole repository. */
  readonly scope: readonly string[];
  /** Globs of protected paths this order was approved to change. */
  readonly mayChange: readonly string[];
  readonly budget?: Budget;
  readonly description: string;
  readonly criteria: readonly AcceptanceCriterion[];
  /** SHA-256 of the order's file: an order changed since its approval is unapproved. */
  readonly digest: string;
}
