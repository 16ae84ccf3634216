import type { Outcome, Verdict } from '../../domain/verdict.ts';
import type { Colour } from './paint.ts';

export interface Mark {
  readonly symbol: string;
  readonly colour: Colour;
}

const VERDICTS: Readonly<Record<Verdict, Mark>> = {
  passed: { symbol: '✓', colour: 'green' },
  failed: { symbol: '✗', colour: 'red' },
  'not-applicable': { symbol: '–', colour: 'dim' },
  errored: { symbol: '!', colour: 'yellow' },
  'timed-out': { symbol: '!', colour: 'yellow' },
  cancelled: { symbol: '·', colour: 'yellow' },
};

const OUTCOMES: Readonly<Record<Outcome, Mark>> = {
  green: { symbol: '✓', colour: 'green' },
  red: { symbol: '✗', colour: 'red' },
  undecided: { symbol: '?', colour: 'yellow' },
};

export function verdictMark(verdict: Verdict): Mark {
  return VERDICTS[verdict];
}

export function outcomeMark(outcome: Outcome): Mark {
  return OUTCOMES[outcome];
}
