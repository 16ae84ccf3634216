import { blocks, type Finding } from '../domain/finding.ts';
import { type CheckerResult, INTERRUPTED, NOT_ASKED } from '../domain/verdict.ts';
import type { CheckDocument } from './json/check-document.ts';

export interface Found {
  readonly finding: Finding;
  readonly checker: CheckerResult;
}

/** Every finding with its checker: those that stop the change first, then what is new, then the rest; of each the most urgent first. */
export function foundIn({ checkers }: CheckDocument): Found[] {
  const all = checkers.flatMap((checker) => checker.findings.map((finding) => ({ finding, checker })));
  return all.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** A secret has to be revoked now, and who weakens a check hides what the others would say; a format can wait. By number of the checker. */
const URGENCY: readonly number[] = [8, 4, 5, 6, 3, 1, 9, 7];

/** The smaller, the sooner it has to be dealt with. */
export function rankOf(found: Found): number {
  const at = URGENCY.indexOf(found.checker.number);
  return weightOf(found) * 100 + (at < 0 ? URGENCY.length : at);
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

/** Somebody ended the check before it was over: nothing is missing, it has to be run again. */
export function wasInterrupted({ checkers }: Pick<CheckDocument, 'checkers'>): boolean {
  return checkers.some(({ verdict, reason }) => verdict === 'cancelled' && reason === INTERRUPTED);
}

/** It had to answer and did not: the gate cannot be green. */
export function owesAnswer(checker: CheckerResult): boolean {
  return checker.mode === 'enforced' && isSilent(checker) && !wasNotAsked(checker);
}
