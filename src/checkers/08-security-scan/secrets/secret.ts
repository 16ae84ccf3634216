import type { RuleId } from '../rules.ts';

/** A value that should not be in the repository. What is said of it never holds the value itself. */
export interface Secret {
  readonly rule: RuleId;
  /** What it is, in words: goes into the message. */
  readonly what: string;
  /** The value as written. It stays inside this checker. */
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  readonly strength: Strength;
}

/** How much the value itself looks like a secret: `sure` ones are of a format that nothing else has. */
export type Strength = 'sure' | 'strong' | 'weak';
