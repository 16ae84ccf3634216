import type { Rule } from '../../checkers/checker.ts';
import { blocks, type BaselineState, type Finding } from '../../domain/finding.ts';
import type { Mode } from '../../domain/verdict.ts';
import { escape } from '../escape.ts';
import { placeOf } from './finding-lines.ts';
import { paint } from './paint.ts';
import { readableColumns, unbroken, wrap } from './wrap.ts';

export interface ExplanationStyle {
  readonly color: boolean;
  /** Of the terminal; at most 100 are used. Default 100. */
  readonly columns?: number;
}

export interface ExplainedChecker {
  readonly number: number;
  readonly id: string;
  /** Reads true when green. */
  readonly title: string;
  /** Where it says what it proves and what it cannot see; null when that is not installed here. */
  readonly readme: string | null;
}

export interface ExplainedRule {
  readonly checker: ExplainedChecker;
  readonly id: string;
  readonly rule: Rule;
}

export interface ExplainedFinding extends ExplainedRule {
  readonly finding: Finding;
  readonly mode: Mode;
  /** Where it was found: a run and its attempt; null for a check by hand. */
  readonly found: { readonly run: string; readonly attempt: number } | null;
  /** The command by which a person lets it stay for a while; null where nobody can. */
  readonly waive: string | null;
}

const COMPARED: Readonly<Record<BaselineState, string>> = {
  new: 'The change brought it in.',
  worsened: 'It was there before, and the change made it worse.',
  unchanged: 'It was there before; the change did not bring it in.',
  absent: 'It was there before; the change took it away.',
};

/** What a rule says and how to fix what it finds. */
export function ruleExplanation({ checker, id, rule }: ExplainedRule, style: ExplanationStyle): string {
  return text(
    escape(`${checker.id}/${id}`),
    [
      ['rule', `${rule.title} (${rule.severity})`],
      ['checker', `${checker.number} ${checker.id}: ${checker.title}`],
      ['fix', rule.remediation],
      ...read(checker),
    ],
    style,
  );
}

/** What each rule of a checker is about. */
export function checkerExplanation(checker: ExplainedChecker, rules: readonly ExplainedRule[], style: ExplanationStyle): string {
  return text(
    escape(`${checker.number} ${checker.id}: ${checker.title}`),
    [...rules.map(({ id, rule }) => [rule.severity, `${id}: ${rule.title}`] as const), ...read(checker)],
    style,
  );
}

/** One finding: what, where, why it counts or not, how to fix it, how to see it again. */
export function findingExplanation(explained: ExplainedFinding, style: ExplanationStyle): string {
  const { checker, id, rule, finding, mode, found, waive } = explained;
  return text(
    escape(finding.message),
    [
      ['where', placeOf(finding)],
      ['rule', `${checker.id}/${id}: ${rule.title} (${finding.severity})`],
      ['checker', `${checker.number} ${checker.id}: ${checker.title}`],
      ['why', `${COMPARED[finding.baselineState]} ${consequence(finding, mode)}`],
      ...(found === null ? [] : [['found', `attempt ${found.attempt} of run ${found.run}`] as const]),
      ['fix', finding.remediation ?? rule.remediation],
      ...(waive === null || finding.waived !== undefined || !blocks(finding)
        ? []
        : [['waiver', `Whether it may stay for now a person decides, no agent: ${unbroken(waive)}`] as const]),
      ...(finding.reproduce === undefined ? [] : [['reproduce', unbroken(finding.reproduce)] as const]),
      ...read(checker),
      ['fingerprint', finding.fingerprint],
    ],
    style,
  );
}

function read({ readme }: ExplainedChecker): (readonly [string, string])[] {
  return readme === null ? [] : [['read', readme]];
}

function consequence(finding: Finding, mode: Mode): string {
  if (finding.waived !== undefined) return `It is waived: ${finding.waived}`;
  if (!blocks(finding)) return 'It does not stop a change.';
  return mode === 'enforced' ? 'It stops the change.' : 'It would stop the change, but this checker only looks on in this phase.';
}

function text(title: string, rows: readonly (readonly [string, string])[], { color, ...style }: ExplanationStyle): string {
  const columns = readableColumns(style.columns);
  const colour = paint(color);
  const lines = rows.flatMap(([label, value]) => {
    const padded = `  ${label.padEnd(13)}`;
    const [first = '', ...others] = wrap(escape(value), { columns, first: padded, rest: ' '.repeat(15) });
    return [`${colour('cyan', padded)}${first.slice(padded.length)}`, ...others];
  });
  const head = wrap(title, { columns, first: '', rest: '' }).map((line) => colour('bold', line));
  return `${[...head, '', ...lines].join('\n')}\n`;
}
