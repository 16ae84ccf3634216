import { blocks, type Finding, type Severity } from '../../domain/finding.ts';
import type { CheckerResult } from '../../domain/verdict.ts';
import { escape } from '../escape.ts';
import { isFresh } from '../found.ts';
import { type Colour, type Paint, paint } from './paint.ts';
import { count } from './quantity.ts';
import { readableColumns, unbroken, wrap } from './wrap.ts';

export interface FindingStyle {
  readonly color: boolean;
  readonly columns: number;
}

const MARKS: Readonly<Record<Severity, { readonly symbol: string; readonly colour: Colour }>> = {
  error: { symbol: '✗', colour: 'red' },
  warning: { symbol: '!', colour: 'yellow' },
  note: { symbol: 'i', colour: 'cyan' },
};

/** Digits of a fingerprint that are shown; `explain` takes them. */
const FINGERPRINT_DIGITS = 12;
/** Findings of one checker that the story tells; the others are counted. */
const TOLD = 5;
/** Lines of one message that are shown. */
const MESSAGE_LINES = 10;
/** Below the text of an event's line. */
const STORY_INDENT = ' '.repeat(10);

export function shortFingerprint({ fingerprint }: Finding): string {
  return escape(fingerprint.slice(0, FINGERPRINT_DIGITS));
}

/** `src/app.ts:12:3`, `the change as a whole`. */
export function placeOf({ path, range }: Finding): string {
  if (path === '.') return 'the change as a whole';
  return `${escape(path, { limit: 300 })}${range === undefined ? '' : `:${range.startLine}${range.startColumn === undefined ? '' : `:${range.startColumn}`}`}`;
}

export interface FindingBlock {
  readonly finding: Finding;
  readonly checker: string;
  /** In front of the message: where, or where in the file of the group. */
  readonly place: string;
  readonly isShadow: boolean;
}

/** One finding: what and where, its rule, how to fix it, how to see it again. */
function findingBlock(block: FindingBlock, style: FindingStyle): string[] {
  return [...findingHead(block, style), ...findingAdvice(block.finding, style)];
}

/** What and where, and its rule. A message of several lines keeps them: tools point at code by it. */
export function findingHead({ finding, checker, place, isShadow }: FindingBlock, { color, columns }: FindingStyle): string[] {
  const colour = paint(color);
  const mark = MARKS[finding.severity];
  const head = [place, place === '' ? '' : '  ', messageOf(finding)].join('');
  const [first = '', ...others] = wrap(head, { columns, first: `  ${mark.symbol} `, rest: '    ' });
  const notes = [
    finding.baselineState === 'worsened' ? 'worse than before' : '',
    isShadow ? 'shadow: never blocks' : '',
    isShadow || finding.severity === 'error' ? '' : `${finding.severity}: never blocks`,
  ].filter((note) => note !== '');
  const rule = `${escape(checker)}/${escape(finding.rule)}  ${shortFingerprint(finding)}`;
  return [
    `  ${colour(isShadow ? 'dim' : mark.colour, mark.symbol)}${first.slice(3)}`,
    ...others,
    colour('dim', `    ${rule}${notes.length === 0 ? '' : `  (${notes.join(', ')})`}`),
  ];
}

/** How to fix it, how to see it again. */
export function findingAdvice({ remediation, reproduce }: Finding, { color, columns }: FindingStyle): string[] {
  const colour = paint(color);
  return [
    ...labelled('fix:', remediation, { columns, colour }),
    ...labelled('reproduce:', reproduce === undefined ? undefined : unbroken(reproduce), { columns, colour }),
  ];
}

function messageOf({ message }: Finding): string {
  const lines = escape(message.trimEnd(), { keepsLines: true }).split('\n');
  return [...lines.slice(0, MESSAGE_LINES), ...(lines.length > MESSAGE_LINES ? ['…'] : [])].join('\n');
}

function labelled(
  label: string,
  text: string | undefined,
  { columns, colour }: { readonly columns: number; readonly colour: Paint },
): string[] {
  if (text === undefined || text === '') return [];
  const padded = label.padEnd(12);
  const [first = '', ...others] = wrap(escape(text), { columns, first: `    ${padded}`, rest: ' '.repeat(16) });
  return [`    ${colour('cyan', padded)}${first.slice(16)}`, ...others];
}

/** What a checker found new, for the story of a run: the errors first, at most five, below the checker's line. */
export function findingLines(result: CheckerResult, { color, columns }: FindingStyle): string[] {
  const style = { color, columns: readableColumns(columns) - STORY_INDENT.length };
  const fresh = result.findings.filter(isFresh).toSorted((a, b) => Number(blocks(b)) - Number(blocks(a)));
  const told = fresh
    .slice(0, TOLD)
    .flatMap((finding) =>
      findingBlock({ finding, checker: result.id, place: placeOf(finding), isShadow: result.mode === 'shadow' }, style),
    );
  const left = fresh.length - TOLD;
  const lines = [...told, ...(left > 0 ? [`    and ${count(left, 'more finding')}`] : [])];
  return [...lines.map((line) => `${STORY_INDENT}${line}`), ...waivedLines(result, columns)];
}

/** What is waived of a checker's findings, for the story of a run: also of one that passed. */
function waivedLines({ id, findings }: CheckerResult, columns: number): string[] {
  const indent = `${STORY_INDENT}  `;
  return findings
    .filter(({ waived, baselineState }) => waived !== undefined && baselineState !== 'absent')
    .flatMap((finding) => waivedLine(finding, { checker: id, columns: readableColumns(columns) - indent.length }))
    .map((line) => `${indent}${line}`);
}

/** A waiver is somebody's decision: every report names it. */
export function waivedLine(finding: Finding, { checker, columns }: { readonly checker: string; readonly columns: number }): string[] {
  const text = `Waived: ${escape(checker)}/${escape(finding.rule)} ${shortFingerprint(finding)} in ${escape(finding.path, { limit: 300 })}: ${escape(finding.waived ?? '')}`;
  return wrap(text, { columns, first: '', rest: '  ' });
}
