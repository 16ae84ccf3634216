import { blocks, type Finding } from '../domain/finding.ts';
import { type CheckerResult, NOT_ASKED } from '../domain/verdict.ts';
import type { CheckDocument } from './json/check-document.ts';

export interface Found {
  readonly finding: Finding;
  readonly checker: CheckerResult;
}

/** Every finding with its checker: those that stop the change first, then what is new, then the rest. */
export function foundIn({ checkers }: CheckDocument): Found[] {
  const all = checkers.flatMap((checker) => checker.findings.map((finding) => ({ finding, checker })));
  return all.toSorted((a, b) => weightOf(a) - weightOf(b));
}

/** Does it stop the change? */
export function stops({ finding, checker }: Found): boolean {
  return checker.mode === 'enforced' && blocks(finding);
}

/** Brought in or made worse by the change, and not waived. */
export function isFresh({ baselineState, waived }: Finding): boolean {
  return waived === undefined && (baselineState === 'new' || baselineState === 'worsened');
}

function weightOf(found: Found): number {
  if (stops(found)) return 0;
  if (isFresh(found.finding)) return found.finding.severity === 'note' ? 2 : 1;
  return found.finding.waived === undefined ? 4 : 3;
}

/** It gave no verdict on the change, for whatever reason. */
export function isSilent({ verdict }: CheckerResult): boolean {
  return verdict !== 'passed' && verdict !== 'failed' && verdict !== 'not-applicable';
}

/** Nobody asked it, as a cheaper one stands in the way: the answer to that one comes first. */
export function wasNotAsked({ verdict, reason }: CheckerResult): boolean {
  return verdict === 'cancelled' && reason === NOT_ASKED;
}

/** It had to answer and did not: the gate cannot be green. */
export function owesAnswer(checker: CheckerResult): boolean {
  return checker.mode === 'enforced' && isSilent(checker) && !wasNotAsked(checker);
}
