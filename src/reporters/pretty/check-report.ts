import type { Finding } from '../../domain/finding.ts';
import { CATALOG } from '../../gate/policy.ts';
import { escape } from '../escape.ts';
import { type Found, foundIn, isFresh, rankOf } from '../found.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { unreadGroups } from '../unread.ts';
import { checkVerdict } from './check-verdict.ts';
import { checkerRow } from './checker-row.ts';
import { findingAdvice, findingHead, type FindingStyle, placeOf, waivedLine } from './finding-lines.ts';
import { paint } from './paint.ts';
import { count, duration, short } from './quantity.ts';
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

/** What takes less nobody has waited for. */
const WORTH_SAYING_MS = 5000;

/** A check as text for a person. It reads only the document. */
export function checkReport(document: CheckDocument, options: CheckReportOptions): string {
  const { color } = options;
  const columns = readableColumns(options.columns);
  const style = { color, columns };
  const width = Math.max(0, ...document.checkers.map(({ id }) => id.length));
  const found = foundIn(document);
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
  { base, head, policy, installMs = 0 }: CheckDocument,
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
    ...(installMs < WORTH_SAYING_MS ? [] : [`The dependencies took ${duration(installMs)}, which is part of no checker's time.`]),
    ...notes.map((note) => `Note: ${escape(note)}`),
  ].flatMap((line) => wrap(line, { columns, first: '', rest: '  ' }));
}

/** New findings by file, the file with the most urgent one first. */
function findingGroups(found: readonly Found[], style: FindingStyle): string[][] {
  const fresh = found.filter(({ finding }) => isFresh(finding));
  const shown = fresh.slice(0, MOST_FINDINGS);
  const shared = sharedAdvice(shown);
  const groups = Map.groupBy(shown, (one) => (shared.has(adviceOf(one)) ? adviceOf(one) : one.finding.path));
  const left = fresh.length - MOST_FINDINGS;
  return [
    ...[...groups]
      .toSorted(([a, [one]], [b, [two]]) => urgency(one) - urgency(two) || (a < b ? -1 : 1))
      .map(([key, group]) => fileGroup(group, { ...style, isShared: shared.has(key) })),
    left > 0 ? [`${count(left, 'more new finding')} not shown; --json has them all.`] : [],
  ];
}

/** Of the first of a group, which is its most urgent. */
function urgency(first: Found | undefined): number {
  return first === undefined ? Infinity : rankOf(first);
}

/** So many findings in several files that one command shows again stand together, whatever their files. */
const TOGETHER = 4;

function sharedAdvice(found: readonly Found[]): ReadonlySet<string> {
  const groups = [...Map.groupBy(found, adviceOf)].filter(
    ([, group]) =>
      group.length >= TOGETHER && group[0]?.finding.reproduce !== undefined && new Set(group.map(({ finding }) => finding.path)).size > 1,
  );
  return new Set(groups.map(([advice]) => advice));
}

/** Two with the same are fixed and seen again alike. No path of a tree holds a NUL. */
function adviceOf({ finding: { rule, remediation = '', reproduce = '' }, checker }: Found): string {
  return [checker.id, rule, remediation, reproduce].join('\0');
}

function fileGroup(group: readonly Found[], { isShared, ...style }: FindingStyle & { readonly isShared: boolean }): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const line = ({ finding: { range } }: Found): number => range?.startLine ?? 0;
  const { path } = first.finding;
  const name = path === '.' ? 'The change as a whole' : escape(path, { limit: 300 });
  const title = isShared ? `${count(group.length, 'finding')} of ${escape(first.checker.id)}/${escape(first.finding.rule)}` : name;
  const sorted = isShared ? group : group.toSorted((a, b) => line(a) - line(b));
  return [
    paint(style.color)('bold', title),
    ...[...Map.groupBy(sorted, adviceOf).values()].flatMap((alike) => [
      ...alike.flatMap(({ finding, checker }) =>
        findingHead(
          {
            finding,
            checker: checker.id,
            place: isShared ? placeOf(finding) : position(finding),
            isShadow: checker.mode === 'shadow',
          },
          style,
        ),
      ),
      ...alike.slice(0, 1).flatMap(({ finding }) => findingAdvice(finding, style)),
    ]),
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
function unread(document: CheckDocument, columns: number): string[] {
  return unreadGroups(document).flatMap(({ paths, done }) => {
    const words =
      done === ''
        ? `Nobody looked at: ${firstOf(paths)} (no checker reads ${paths.length === 1 ? 'its' : 'their'} language).`
        : `No parser or linter read: ${firstOf(paths)} (${done}).`;
    return wrap(words, { columns, first: '! ', rest: '  ' });
  });
}

function firstOf(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_PATHS).map((path) => escape(path, { limit: 300 }));
  const beyond = paths.length - shown.length;
  return `${shown.join(', ')}${beyond > 0 ? ` and ${count(beyond, 'more file')}` : ''}`;
}
