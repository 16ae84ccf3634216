import { blocks, type Finding } from '../../domain/finding.ts';
import type { CheckerResult } from '../../domain/verdict.ts';
import { CATALOG } from '../../gate/policy.ts';
import { escape } from '../escape.ts';
import { isFresh } from '../found.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { checkVerdict } from './check-verdict.ts';
import { checkerRow } from './checker-row.ts';
import { findingBlock, waivedLine } from './finding-lines.ts';
import { paint } from './paint.ts';
import { count, short } from './quantity.ts';
import { readableColumns, unbroken, wrap } from './wrap.ts';

export interface CheckReportOptions {
  readonly color: boolean;
  /** Of the terminal; at most 100 are used. Default 100. */
  readonly columns?: number;
  /** What to type to call this program. Default `jidoka`. */
  readonly program?: string;
  /** How the base was chosen, in words, such as `the merge-base with origin/main`. */
  readonly baseChoice?: string;
  /** The change brings a policy of its own. */
  readonly addsPolicy?: boolean;
  /** What the reader has to know besides, one line each. */
  readonly notes?: readonly string[];
}

/** A report is for reading: what is beyond this many findings is counted, and `--json` has it. */
const MOST_FINDINGS = 50;
const MOST_PATHS = 20;

interface Found {
  readonly finding: Finding;
  readonly checker: CheckerResult;
}

/** A check as text for a person. It reads only the document. */
export function checkReport(document: CheckDocument, options: CheckReportOptions): string {
  const { color } = options;
  const columns = readableColumns(options.columns);
  const style = { color, columns };
  const width = Math.max(0, ...document.checkers.map(({ id }) => id.length));
  const found = document.checkers.flatMap((checker) => checker.findings.map((finding) => ({ finding, checker })));
  const sections = [
    opening(document, { ...options, columns }),
    document.checkers.flatMap((checker) => checkerRow(checker, { ...style, width })),
    ...findingGroups(found, style),
    waivedLines(found, columns),
    remarks(document, { found, columns }),
    unread(document, columns),
    checkVerdict(document, { ...style, program: options.program ?? 'jidoka' }),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function opening(
  { base, head, policy }: CheckDocument,
  { baseChoice, addsPolicy = false, notes = [], columns, program = 'jidoka' }: CheckReportOptions & { columns: number },
): string[] {
  const judged = { 'working-tree': 'the working tree', index: 'the index' }[head] ?? `commit ${escape(short(head))}`;
  const choice = baseChoice === undefined ? '' : ` (${escape(baseChoice)})`;
  const source =
    policy.source === 'base'
      ? 'read from the base commit'
      : `detected, because the base commit has no .jidoka/config.yaml; ${
          addsPolicy
            ? 'the one that the change brings counts for what comes after it: merge or push it first, or name a base that has it with --base'
            : `\`${unbroken(`${program} init`)}\` writes one`
        }`;
  return [
    `Checked ${judged} against ${escape(short(base))}${choice}.`,
    `Policy: phase ${policy.phase}, ${source}.`,
    ...notes.map((note) => `Note: ${escape(note)}`),
  ].flatMap((line) => wrap(line, { columns, first: '', rest: '  ' }));
}

/** New findings by file, those that block before those that do not when there are too many for one report. */
function findingGroups(found: readonly Found[], style: { readonly color: boolean; readonly columns: number }): string[][] {
  const weight = ({ finding, checker }: Found): number => (blocks(finding) ? (checker.mode === 'enforced' ? 0 : 1) : 2);
  const shown = found.filter(({ finding }) => isFresh(finding)).toSorted((a, b) => weight(a) - weight(b));
  const groups = Map.groupBy(shown.slice(0, MOST_FINDINGS), ({ finding }) => finding.path);
  const left = shown.length - MOST_FINDINGS;
  return [
    ...[...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, group]) => fileGroup(path, group, style)),
    left > 0 ? [`${count(left, 'more new finding')} not shown; --json has them all.`] : [],
  ];
}

function fileGroup(path: string, group: readonly Found[], style: { readonly color: boolean; readonly columns: number }): string[] {
  const line = ({ finding: { range } }: Found): number => range?.startLine ?? 0;
  const title = path === '.' ? 'The change as a whole' : escape(path, { limit: 300 });
  return [
    paint(style.color)('bold', title),
    ...group
      .toSorted((a, b) => line(a) - line(b))
      .flatMap(({ finding, checker }) =>
        findingBlock({ finding, checker: checker.id, place: position(finding), isShadow: checker.mode === 'shadow' }, style),
      ),
  ];
}

function position({ path, range }: Finding): string {
  if (path === '.' || range === undefined) return '';
  return range.startColumn === undefined ? String(range.startLine) : `${range.startLine}:${range.startColumn}`;
}

function waivedLines(found: readonly Found[], columns: number): string[] {
  return found.flatMap(({ finding, checker }) =>
    finding.waived === undefined || finding.baselineState === 'absent' ? [] : waivedLine(finding, { checker: checker.id, columns }),
  );
}

function remarks(document: CheckDocument, { found, columns }: { readonly found: readonly Found[]; readonly columns: number }): string[] {
  const older = found.filter(({ finding }) => finding.baselineState === 'unchanged' && finding.waived === undefined).length;
  const gone = found.filter(({ finding }) => finding.baselineState === 'absent').length;
  const { unexamined } = document.coverage;
  const names = document.notBuilt.map((number) => `${number} ${CATALOG.find((entry) => entry.number === number)?.id ?? ''}`.trimEnd());
  return [
    older > 0 ? `${count(older, 'older finding')} not shown: the change did not bring ${older === 1 ? 'it' : 'them'} in.` : '',
    gone > 0 ? `${count(gone, 'older finding')} gone with this change.` : '',
    unexamined.length > 0 && !document.partial ? `Examined by no checker: ${firstOf(unexamined)}.` : '',
    document.localDependencies === true
      ? 'Judged with your own node_modules: its packages have the versions of the lockfile, their content is not looked at. A run installs its own.'
      : '',
    names.length > 0 ? `Not built yet, so not asked: ${names.join(', ')}.` : '',
  ]
    .filter((line) => line !== '')
    .flatMap((line) => wrap(line, { columns, first: '', rest: '  ' }));
}

/** Right above the verdict: what a green does not speak of. */
function unread({ coverage: { unsupported }, partial }: CheckDocument, columns: number): string[] {
  if (unsupported.length === 0 || partial) return [];
  return wrap(`Nobody looked at: ${firstOf(unsupported)} (no checker reads ${unsupported.length === 1 ? 'its' : 'their'} language).`, {
    columns,
    first: '! ',
    rest: '  ',
  });
}

function firstOf(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_PATHS).map((path) => escape(path, { limit: 300 }));
  const beyond = paths.length - shown.length;
  return `${shown.join(', ')}${beyond > 0 ? ` and ${count(beyond, 'more file')}` : ''}`;
}
