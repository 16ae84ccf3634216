import type { Finding } from './finding.ts';

/** How one checker's run ended. Everything but `passed` and `not-applicable` is not green. */
export type Verdict = 'passed' | 'failed' | 'not-applicable' | 'errored' | 'timed-out' | 'cancelled';

/** The reason of an expensive checker that did not run: a cheaper one stands in the way. */
export const NOT_ASKED = 'cheaper-checker-failed';

/** The reason of a checker that whoever asked told to end. */
export const INTERRUPTED = 'the run was cancelled';

/** `enforced` counts for the gate; `shadow` reports and never blocks. */
export type Mode = 'enforced' | 'shadow';

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** An outside or embedded program that took part in a verdict. */
export interface ToolUse {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of its raw report, where that is kept. */
  readonly digest?: string;
}

/** What one checker said about one tree. */
export interface CheckerResult {
  readonly number: number;
  readonly id: string;
  readonly mode: Mode;
  readonly verdict: Verdict;
  /** Why, in words: always there unless the verdict is `passed` or `failed`; beside those what they leave open. */
  readonly reason?: string;
  /** How many of the files in its scope the checker looked at. */
  readonly examined: number;
  readonly inScope: number;
  readonly durationMs: number;
  readonly cached: boolean;
  readonly tools: readonly ToolUse[];
  readonly findings: readonly Finding[];
  readonly measurements: readonly Measurement[];
}

/** Outcome of a gate; `undecided` is "no answer", never green. */
export type Outcome = 'green' | 'red' | 'undecided';

/** Where the policy of a gate came from: the config of the base commit, or what was detected because there is none. */
export interface PolicyOrigin {
  readonly digest: string;
  readonly phase: number;
  readonly source: 'base' | 'detected';
}
