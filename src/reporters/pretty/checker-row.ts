import { blocks } from '../../domain/finding.ts';
import type { CheckerResult, Verdict } from '../../domain/verdict.ts';
import { escape, type EscapeOptions } from '../escape.ts';
import { paint } from './paint.ts';
import { count, duration } from './quantity.ts';
import { verdictMark } from './verdict-mark.ts';
import { wrap } from './wrap.ts';

export interface RowStyle {
  readonly color: boolean;
  readonly columns: number;
  /** Of the longest checker id. */
  readonly width: number;
}

const REASONS: Readonly<Record<Verdict, string>> = {
  passed: '',
  failed: '',
  'not-applicable': 'does not apply: ',
  errored: 'no answer: ',
  'timed-out': 'no answer: ',
  cancelled: 'not run: ',
};

/** What tools print for the eye. */
const BLANK_LINES = /\n(?:[ ]*\n)+/g;

/** One line for a checker, and below it why it gave no verdict. */
export function checkerRow(checker: CheckerResult, { color, columns, width }: RowStyle): string[] {
  const { number, id, mode, verdict, durationMs, examined, inScope, cached, findings } = checker;
  const colour = paint(color);
  const mark = verdictMark(verdict);
  const isShadow = mode === 'shadow';
  const blocking = findings.filter(blocks).length;
  const remarks = [
    blocking > 0 ? count(blocking, 'new finding') : '',
    cached ? 'cached' : '',
    isShadow ? 'shadow: reports, never blocks' : '',
  ].filter((remark) => remark !== '');
  const files = inScope === 0 ? '' : `${examined}/${count(inScope, 'file')}`;
  const time = verdict === 'cancelled' ? '' : duration(durationMs);
  const row =
    `${String(number).padStart(3)} ${escape(id).padEnd(width)} ${time.padStart(9)}  ${files.padEnd(11)}  ${remarks.join(', ')}`.trimEnd();
  const reason = reasonOf(checker, { keepsLines: true }).replaceAll(BLANK_LINES, '\n');
  return [
    `  ${colour(isShadow ? 'dim' : mark.colour, mark.symbol)}${isShadow ? colour('dim', row) : row}`,
    ...(reason === '' ? [] : wrap(reason, { columns, first: '       ', rest: '       ' })),
  ];
}

/** Why a checker neither passed nor failed, in words; empty when it did. One line, unless asked for all of them. */
export function reasonOf(
  { verdict, reason }: Pick<CheckerResult, 'verdict' | 'reason'>,
  options: Pick<EscapeOptions, 'keepsLines'> = {},
): string {
  if (reason === 'cheaper-checker-failed') return 'not run, because a cheaper checker has to pass first';
  return reason === undefined ? '' : `${REASONS[verdict]}${escape(reason, { limit: 600, ...options })}`;
}
