import type { CheckerResult } from '../../domain/verdict.ts';
import { isFresh, isSilent, stops, wasNotAsked } from '../found.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { reasonOf } from '../pretty/checker-row.ts';
import { placeOf, shortFingerprint } from '../pretty/finding-lines.ts';
import { count } from '../pretty/quantity.ts';
import { ruleOf, type RuleBook } from '../rule-book.ts';
import { unreadFiles } from '../unread.ts';
import type { Finding } from '../../domain/finding.ts';

export interface TestCase {
  /** The same from one check to the next: servers compare by it. */
  readonly name: string;
  readonly suite: string;
  readonly file?: string;
  readonly line?: number;
  readonly seconds?: number;
  /** Null: passed. */
  readonly result: Result | null;
}

interface Result {
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly type: string;
  readonly details: string;
}

/** Servers show some thousand cases of a report at most. */
const MOST_CASES = 1000;

/** The gate's own answer, and every file that no checker looked at. */
export function gateCases(document: CheckDocument): TestCase[] {
  const { outcome, partial, reasons, coverage } = document;
  const details = reasons.join('\n');
  const [first = 'no reason was given'] = reasons;
  const verdict: Record<CheckDocument['outcome'], Result | null> = {
    green: null,
    red: { kind: 'failure', message: first, type: 'red', details },
    undecided: { kind: 'error', message: first, type: 'undecided', details },
  };
  const unread = partial ? [] : coverage.unexamined;
  return [
    { name: partial ? 'the checkers that were asked are green' : 'the gate is green', suite: 'jidoka.gate', result: verdict[outcome] },
    ...unread.map((path) => fileCase(path, { kind: 'error', message: 'examined by no checker', type: 'unexamined', details: '' })),
    ...unreadFiles(document).map(({ path, message }) => fileCase(path, { kind: 'skipped', message, type: '', details: '' })),
  ];
}

function fileCase(path: string, result: Result): TestCase {
  return { name: `${path} is examined`, suite: 'jidoka.gate', file: path, result };
}

/** A case for the checker, then one for each finding that is new or waived. */
export function checkerCases(checker: CheckerResult, rules: RuleBook): TestCase[] {
  const suite = `jidoka.${checker.id}`;
  const all = checker.findings.filter(
    (finding) => isFresh(finding) || (finding.waived !== undefined && finding.baselineState !== 'absent'),
  );
  const told = all.toSorted((a, b) => Number(stops({ finding: b, checker })) - Number(stops({ finding: a, checker }))).slice(0, MOST_CASES);
  return [
    {
      name: rules.get(checker.id)?.title ?? checker.id,
      suite,
      seconds: checker.durationMs / 1000,
      result: ending(checker, all.length - told.length),
    },
    ...told.map((finding) => ({
      name: `${finding.rule} ${shortFingerprint(finding)} ${finding.path}`,
      suite,
      ...(finding.path === '.' ? {} : { file: finding.path }),
      ...(finding.range === undefined ? {} : { line: finding.range.startLine }),
      result: findingResult(finding, { checker, rules }),
    })),
  ];
}

function ending(checker: CheckerResult, untold: number): Result | null {
  const { verdict, mode, findings } = checker;
  if (verdict === 'passed') return null;
  if (verdict === 'failed') {
    const stopping = findings.filter((finding) => stops({ finding, checker })).length;
    const more = untold === 0 ? '' : `; ${count(untold, 'finding')} not listed here, \`jidoka check --json\` has all`;
    const message = `${count(stopping, 'new finding')} ${stopping === 1 ? 'stops' : 'stop'} this change${more}`;
    return mode === 'shadow' ? skipped('shadow: reports, never blocks') : { kind: 'failure', message, type: verdict, details: '' };
  }
  const reason = reasonOf(checker) || verdict;
  const isOwed = mode === 'enforced' && isSilent(checker) && !wasNotAsked(checker);
  return isOwed ? { kind: 'error', message: reason, type: verdict, details: '' } : skipped(reason);
}

function findingResult(finding: Finding, { checker, rules }: { readonly checker: CheckerResult; readonly rules: RuleBook }): Result {
  const { message, severity, waived, rule, reproduce } = finding;
  const remediation = finding.remediation ?? ruleOf(rules, checker.id, rule)?.remediation;
  if (waived !== undefined) return skipped(`waived: ${waived}`);
  if (!stops({ finding, checker })) return skipped(`${checker.mode === 'shadow' ? 'shadow' : severity}, never blocks: ${message}`);
  const details = [
    `${placeOf(finding)}  ${message}`,
    ...(remediation === undefined ? [] : [`fix: ${remediation}`]),
    ...(reproduce === undefined ? [] : [`reproduce: ${reproduce}`]),
  ];
  return { kind: 'failure', message, type: `${checker.id}/${rule}`, details: details.join('\n') };
}

function skipped(message: string): Result {
  return { kind: 'skipped', message, type: '', details: '' };
}
