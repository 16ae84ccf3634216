import type { Range } from '../../src/domain/finding.ts';
import type { CheckDocument } from '../../src/reporters/json/check-document.ts';
import type { Operator, PlantedFault } from './operator.ts';

/** What became of a planted fault: only `caught` counts. */
export type PlantedVerdict = 'caught' | 'wrong-line' | 'wrong-place' | 'wrong-checker' | 'undecided' | 'missed';

/** Lines that a person looks through at once. A finding that names more of them points at a test or a file, and at no fault in it. */
const NARROW = 10;

/** The best that the findings of a check say about a planted fault. */
export function judgePlanted(
  { outcome, checkers }: Pick<CheckDocument, 'outcome' | 'checkers'>,
  { checkers: due }: Pick<Operator, 'checkers'>,
  { at }: Pick<PlantedFault, 'at'>,
): PlantedVerdict {
  const stopping = stoppingOf({ checkers });
  if (outcome === 'green') return 'missed';
  if (stopping.length === 0) return 'undecided';
  const byRight = stopping.filter(({ number }) => due.includes(number));
  if (byRight.length === 0) return 'wrong-checker';
  const inFile = byRight.filter(({ finding }) => finding.path === at.path);
  if (inFile.length === 0) return 'wrong-place';
  const { line } = at;
  const isThere = inFile.some(({ finding: { range } }) => line === undefined || (range !== undefined && pointsAt(line, range)));
  return isThere ? 'caught' : 'wrong-line';
}

/** What stops the change, by the number of its checker. */
export function stoppingOf({ checkers }: Pick<CheckDocument, 'checkers'>) {
  return checkers.flatMap(({ number, findings }) =>
    findings
      .filter(
        ({ severity, baselineState, waived }) =>
          severity === 'error' && waived === undefined && ['new', 'worsened'].includes(baselineState),
      )
      .map((finding) => ({ number, finding })),
  );
}

function pointsAt(line: number, { startLine, endLine = startLine }: Range): boolean {
  return startLine <= line && line <= endLine && endLine - startLine < NARROW;
}
