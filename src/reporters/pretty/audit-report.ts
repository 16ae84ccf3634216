import type { Audit, AuditedCommit } from '../../gate/audit.ts';
import { escape } from '../escape.ts';
import { type AuthorRow, authorOf, isQuiet, ordered, quietly, SAID, SUBJECTS, subjectLine, summarizeAudit } from '../summarize-audit.ts';
import { placeOf } from './finding-lines.ts';
import { paint } from './paint.ts';
import { count, grouped, short } from './quantity.ts';
import { readableColumns, wrap } from './wrap.ts';

export interface AuditStyle {
  readonly color: boolean;
  readonly columns: number;
  readonly program: string;
}

/** Commits of a section that are shown. */
const SHOWN = 10;
/** Findings of one commit that are shown. */
const NAMED = 3;
const COLUMNS = ['', 'commits', 'would stop', ...SUBJECTS.map((subject) => SAID[subject])];

/** What the static rules say about the past, for a person: by author, by rule, and where to look first. */
export function auditReport(audit: Audit, { color, columns: wide, program }: AuditStyle): string {
  const { authors, all, rules, unjudged } = summarizeAudit(audit);
  const colour = paint(color);
  const columns = readableColumns(wide);
  const text = (line: string, indent = '') => wrap(line, { columns, first: indent, rest: indent });
  const found = audit.commits.filter(({ findings }) => findings.length > 0);
  const quiet = found.filter(isQuiet);
  return `${[
    ...text(
      `The last ${count(audit.commits.length, 'commit')} up to ${short(audit.head)}, each judged as its own change by the rules that need no build: ${grouped(all.stopped)} of ${grouped(all.commits)} would stop.${quiet.length === 0 ? '' : ` ${quietly(quiet.length, all.stopped)}.`}`,
    ),
    '',
    ...table([...authors, ...(authors.length > 1 ? [all] : [])]).map((line, place) => (place === 0 ? colour('dim', line) : line)),
    ...(rules.length === 0 ? [] : ['', colour('bold', 'What was found')]),
    ...rules.flatMap(({ rule, title, findings, commits }) =>
      wrap(`${title}: ${count(findings, 'finding')} in ${count(commits, 'commit')}`, {
        columns,
        first: `  ${rule.padEnd(22)} `,
        rest: ' '.repeat(25),
      }),
    ),
    ...section(
      colour('bold', 'Where to look'),
      found.filter((commit) => !isQuiet(commit)),
      (commit) => [...commitTitle(commit, columns), ...findingLines(commit, columns)],
    ),
    ...section(colour('bold', 'What judges is touched, and nothing else'), quiet, (commit) => commitTitle(commit, columns)),
    ...unjudgedLines(unjudged),
    '',
    ...text(
      `Not all that would stop is wrong: a person may have meant it. From now on somebody is asked: ${program} init, then ${program} check before a merge.`,
    ),
  ].join('\n')}\n`;
}

function table(rows: readonly AuthorRow[]): string[] {
  const cells = rows.map(({ author, commits, stopped, by }) => [
    escape(author),
    ...[commits, stopped, ...SUBJECTS.map((subject) => by[subject])].map(grouped),
  ]);
  const widths = COLUMNS.map((name, column) => Math.max(name.length, ...cells.map((row) => (row[column] ?? '').length)));
  return [COLUMNS, ...cells].map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  );
}

function section(title: string, commits: readonly AuditedCommit[], lines: (commit: AuditedCommit) => string[]): string[] {
  if (commits.length === 0) return [];
  const left = commits.length - SHOWN;
  return [
    '',
    title,
    ...commits.slice(0, SHOWN).flatMap(lines),
    ...(left > 0 ? [`  and ${count(left, 'more commit')}: --json and --html have them all`] : []),
  ];
}

function commitTitle(commit: AuditedCommit, columns: number): string[] {
  const { time, message } = commit;
  return wrap(`${short(commit.commit)}  ${time.slice(0, 10)}  ${authorOf(commit)}  ${escape(subjectLine(message), { limit: 200 })}`, {
    columns,
    first: '  ',
    rest: '      ',
  });
}

function findingLines(commit: AuditedCommit, columns: number): string[] {
  const more = commit.findings.length - NAMED;
  return [
    ...ordered(commit)
      .slice(0, NAMED)
      .flatMap((finding) =>
        wrap(`${finding.rule}  ${placeOf(finding)}  ${escape(finding.message)}`, { columns, first: '      ', rest: '        ' }),
      ),
    ...(more > 0 ? [`      and ${count(more, 'more finding')}`] : []),
  ];
}

function unjudgedLines(unjudged: readonly AuditedCommit[]): string[] {
  if (unjudged.length === 0) return [];
  const [first] = unjudged;
  return [
    '',
    `${count(unjudged.length, 'commit')} could not be judged; ${short(first?.commit ?? '')}: ${escape(first?.unjudged ?? '', { limit: 300 })}`,
  ];
}
