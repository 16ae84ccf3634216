import type { CheckerResult } from '../../domain/verdict.ts';
import { escape } from '../escape.ts';
import { foundIn, stops, wasInterrupted } from '../found.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { shortFingerprint } from './finding-lines.ts';
import { paint } from './paint.ts';
import { count, listed } from './quantity.ts';
import { outcomeMark } from './verdict-mark.ts';
import { unbroken, wrap } from './wrap.ts';

export interface VerdictStyle {
  readonly color: boolean;
  readonly columns: number;
  /** What to type to call this program. */
  readonly program: string;
}

/** The outcome in words and what to do next. */
export function checkVerdict(document: CheckDocument, { color, columns, program }: VerdictStyle): string[] {
  const { symbol, colour } = outcomeMark(document.outcome);
  const title = `${symbol} ${document.outcome.toUpperCase()}${document.partial ? ' (partial)' : ''}`;
  const [first = '', ...others] = wrap(`${sentences(document, program)}`, { columns, first: `${title}  `, rest: '  ' });
  const style = paint(color);
  return [`${style('bold', style(colour, title))}${first.slice(title.length)}`, ...others];
}

function sentences(document: CheckDocument, program: string): string {
  const { outcome, partial, checkers } = document;
  switch (outcome) {
    case 'green':
      return partial
        ? `What was asked is green; the other checkers were not asked. Next: ${unbroken(`${program} check`)} for the whole verdict.`
        : `Nothing new stands against this change: ${tally(checkers)}.`;
    case 'red':
      return red(document, program);
    case 'undecided':
      if (checkers.length === 0) return `No answer is not a yes: ${said(document.reasons)}.`;
      if (wasInterrupted(document)) return 'It was interrupted. Next: run it again.';
      return `No answer is not a yes: ${unanswered(document)}. Next: make them answer, then check again; ${unbroken(`${program} doctor`)} says what is missing.`;
    default:
      return outcome satisfies never;
  }
}

function red(document: CheckDocument, program: string): string {
  const { checkers, reasons } = document;
  // A change that cannot be one: no checker was asked.
  if (checkers.length === 0)
    return `This cannot be a change: ${said(reasons)}. Next: take it out; a worktree or an installation that only lies there goes into .git/info/exclude.`;
  const stopping = foundIn(document).filter(stops);
  const first = stopping[0]?.finding;
  const next =
    first === undefined
      ? ''
      : ` Next: ${unbroken(`${program} explain ${shortFingerprint(first)}`)} says why, how to fix ${stopping.length === 1 ? 'it' : 'the first'} and what lets it stay.`;
  return `${count(stopping.length, 'new finding')} ${stopping.length === 1 ? 'stops' : 'stop'} this change.${next}`;
}

function tally(checkers: readonly CheckerResult[]): string {
  const enforced = checkers.filter(({ mode }) => mode === 'enforced');
  const passed = enforced.filter(({ verdict }) => verdict === 'passed').length;
  const beside = enforced.length - passed;
  const shadow = checkers.length - enforced.length;
  return listed([
    `${count(passed, 'checker')} passed`,
    ...(beside > 0 ? [`${beside} ${beside === 1 ? 'does' : 'do'} not apply`] : []),
    ...(shadow > 0 ? [`${shadow} looked on in shadow`] : []),
  ]);
}

function unanswered({ checkers, coverage, partial }: CheckDocument): string {
  const silent = checkers
    .filter(({ mode, verdict }) => mode === 'enforced' && verdict !== 'passed' && verdict !== 'not-applicable')
    .map(({ number, id, verdict }) => `${number} ${escape(id)} ${verdict}`);
  const unseen = partial ? 0 : coverage.unexamined.length;
  return listed([...silent, ...(unseen > 0 ? [`${count(unseen, 'changed file')} examined by no checker`] : [])]);
}

function said(reasons: readonly string[]): string {
  return listed(reasons.map((reason) => escape(reason, { limit: 400 })));
}
