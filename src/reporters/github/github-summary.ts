import { foundIn, isFresh, stops, type Found } from '../found.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { reasonOf } from '../pretty/checker-row.ts';
import { checkVerdict } from '../pretty/check-verdict.ts';
import { count, duration, short } from '../pretty/quantity.ts';
import { unreadGroups } from '../unread.ts';
import { markdownCode, markdownText } from './markdown.ts';

export interface SummaryOptions {
  readonly program: string;
  /** Most UTF-8 bytes of the answer. */
  readonly maxBytes: number;
  /** What is to be said besides, one paragraph each. */
  readonly notes?: readonly string[];
}

/** Room for the line that counts what did not fit. */
const RESERVE = 300;

/** A check as the summary of a GitHub job, within a size. It reads only the document. */
export function githubSummary(document: CheckDocument, { program, maxBytes, notes = [] }: SummaryOptions): string {
  const { checkers, base, head, coverage, partial } = document;
  const verdict = checkVerdict(document, { color: false, columns: 10_000, program }).join(' ');
  const opening = [
    `## Jidoka: ${document.outcome}${partial ? ' (partial)' : ''}`,
    '',
    markdownText(verdict, { limit: 4000 }),
    '',
    `Base ${markdownCode(short(base))}, judged ${markdownCode(short(head))}.`,
    ...notes.flatMap((note) => ['', markdownText(note)]),
    ...listed('Examined by no checker', partial ? [] : coverage.unexamined),
    ...unreadGroups(document).flatMap(({ paths, done }) =>
      listed(done === '' ? 'No checker reads the language of' : `No parser or linter read (${done})`, paths),
    ),
  ];
  const checkerRows = checkers.map((checker) =>
    row([
      `${checker.number} ${markdownText(checker.id)}`,
      markdownText(checker.verdict + (checker.mode === 'shadow' ? ' (shadow)' : '')),
      markdownText(checker.inScope === 0 ? '' : `${checker.examined}/${checker.inScope}`),
      markdownText(duration(checker.durationMs)),
      markdownText(reasonOf(checker)),
    ]),
  );
  const found = foundIn(document);
  const fresh = found.filter(({ finding }) => isFresh(finding));
  const waived = found.filter(({ finding: { waived: reason, baselineState } }) => reason !== undefined && baselineState !== 'absent');
  const sections: Section[] = [
    { head: opening, rows: [] },
    { head: ['', ...table(['checker', 'verdict', 'files', 'time', 'why'])], rows: checkerRows },
    { head: ['', '### New findings', '', ...table(['', 'where', 'what', 'rule', 'fix'])], rows: fresh.map(findingRow) },
    {
      head: ['', '### Waived', '', ...table(['where', 'rule', 'why'])],
      rows: waived.map(({ finding, checker }) =>
        row([markdownCode(place(finding)), markdownText(`${checker.id}/${finding.rule}`), markdownText(finding.waived ?? '')]),
      ),
    },
  ];
  return within(sections, { maxBytes, program });
}

interface Section {
  readonly head: readonly string[];
  readonly rows: readonly string[];
}

/** Whole rows only; what does not fit any more is counted. */
function within(sections: readonly Section[], { maxBytes, program }: { readonly maxBytes: number; readonly program: string }): string {
  let text = '';
  let left = maxBytes - RESERVE;
  let missing = 0;
  const add = (lines: readonly string[]): boolean => {
    const more = lines.map((line) => `${line}\n`).join('');
    const size = Buffer.byteLength(more);
    if (size > left) return false;
    text += more;
    left -= size;
    return true;
  };
  for (const { head, rows } of sections) {
    const isEmpty = rows.length === 0 && text !== '';
    if (isEmpty) continue;
    const hasHead = add(head);
    for (const line of rows) if (!hasHead || !add([line])) missing += 1;
  }
  return missing === 0
    ? text
    : `${text}\n${count(missing, 'more line')} did not fit here: ${markdownCode(`${program} check --json`, { limit: 60 })} has all.\n`;
}

function findingRow(found: Found): string {
  const { finding, checker } = found;
  const weight = stops(found) ? '❌' : checker.mode === 'shadow' ? 'shadow' : finding.severity;
  return row([
    weight,
    markdownCode(place(finding)),
    markdownText(finding.message),
    markdownText(`${checker.id}/${finding.rule}`),
    markdownText(finding.remediation ?? ''),
  ]);
}

function place({ path, range }: Found['finding']): string {
  if (path === '.') return 'the change as a whole';
  return range === undefined ? path : `${path}:${range.startLine}`;
}

const MOST_PATHS = 20;

function listed(title: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const beyond = paths.length - MOST_PATHS;
  const shown = paths.slice(0, MOST_PATHS).map((path) => markdownCode(path, { limit: 200 }));
  return ['', `${title}: ${shown.join(', ')}${beyond > 0 ? ` and ${count(beyond, 'more file')}` : ''}.`];
}

function table(titles: readonly string[]): string[] {
  return [row(titles), row(titles.map(() => '---'))];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
