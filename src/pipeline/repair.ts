import type { Strategy } from '../domain/event.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { NOT_ASKED } from '../domain/verdict.ts';
import type { GateResult } from '../gate/run-gate.ts';

export const LIMITS = { repairs: 5, minutes: 45, failedTurns: 2 } as const;

/** What stood in the way of an attempt. */
export interface Setback {
  readonly outcome: 'red' | 'undecided';
  /** Fingerprints of the findings, and checkers without an answer: the same set again means no progress. */
  readonly failing: readonly string[];
  readonly verdicts: readonly CheckerResult[];
  readonly reasons: readonly string[];
}

export function setbackOf(gate: GateResult): Setback {
  const silent = gate.checkers.filter(
    ({ mode, verdict, reason }) =>
      mode === 'enforced' &&
      (verdict === 'errored' || verdict === 'timed-out' || verdict === 'cancelled') &&
      // It was not asked, so it is no sign of anything.
      reason !== NOT_ASKED,
  );
  return {
    outcome: gate.outcome === 'red' ? 'red' : 'undecided',
    failing: [...gate.failing, ...silent.map(({ id, verdict }) => `${id} ${verdict}`)].toSorted(),
    verdicts: gate.checkers,
    reasons: gate.reasons,
  };
}

export type Decision = { readonly kind: 'repair'; readonly strategy: Strategy } | { readonly kind: 'stop'; readonly reason: string };

/** What comes after a setback: the circuit breaker. The same failing set twice changes the strategy, three times stops. */
export function afterSetback(setbacks: readonly Setback[]): Decision {
  const last = setbacks.at(-1)?.failing.join('\n');
  const seen = setbacks.filter(({ failing }) => failing.join('\n') === last).length;
  if (seen >= 3) return { kind: 'stop', reason: 'the same findings came back three times' };
  if (setbacks.length > LIMITS.repairs) return { kind: 'stop', reason: `${LIMITS.repairs} repairs did not make it green` };
  if (seen === 2) return { kind: 'repair', strategy: 'change-strategy' };
  return { kind: 'repair', strategy: setbacks.length === 1 ? 'repair' : 'fresh' };
}
