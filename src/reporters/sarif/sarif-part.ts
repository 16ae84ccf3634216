import { createHash } from 'node:crypto';
import type { Finding, Severity } from '../../domain/finding.ts';
import type { CheckerResult, Mode } from '../../domain/verdict.ts';
import { isSilent, owesAnswer } from '../found.ts';
import { reasonOf } from '../pretty/checker-row.ts';
import { ruleOf, type RuleBook } from '../rule-book.ts';
import type { Descriptor, Invocation, Level, Result } from './log.ts';
import { locationsOf } from './sarif-place.ts';
import { sarifText } from './sarif-text.ts';

/** What one checker, or the gate itself, contributes: a run of its own, or a share of one. */
export interface Part {
  /** Checker id, or `gate`. */
  readonly id: string;
  readonly title: string;
  readonly rules: readonly Descriptor[];
  readonly invocation: Invocation;
  readonly results: readonly Result[];
  readonly tools: CheckerResult['tools'];
}

const NO_ANSWER = 'no-answer';

/** What a checker said. Findings that are gone are counted: services would show them as if they were there. */
export function partOf(checker: CheckerResult, book: RuleBook): Part {
  const { number, id, mode, verdict, examined, inScope, cached, findings } = checker;
  const shown = findings.filter(({ baselineState }) => baselineState !== 'absent');
  const reason = sarifText(`${number} ${id} ${verdict}: ${reasonOf(checker) || 'no reason was given'}`);
  const isUnanswered = isSilent(checker);
  const level: Level = owesAnswer(checker) ? 'error' : mode === 'enforced' ? 'warning' : 'note';
  const silence: Result[] = isUnanswered ? [remark({ rule: `${id}/${NO_ANSWER}`, level, message: reason, path: '.' })] : [];
  const entry = book.get(id);
  const known = new Set([...Object.keys(entry?.rules ?? {}), ...shown.map(({ rule }) => rule)]);
  return {
    id,
    title: entry?.title ?? id,
    rules: [
      ...[...known].toSorted().map((rule) => descriptorOf({ id: `${id}/${rule}`, rule: ruleOf(book, id, rule) })),
      ...(isUnanswered ? [descriptorOf({ id: `${id}/${NO_ANSWER}`, rule: SILENCE })] : []),
    ],
    invocation: {
      executionSuccessful: !isUnanswered,
      ...(isUnanswered ? { toolExecutionNotifications: [{ level, message: { text: reason } }] } : {}),
      properties: { checker: id, number, mode, verdict, examined, inScope, cached, absentResults: findings.length - shown.length },
    },
    results: [...silence, ...shown.map((finding) => resultOf(finding, { checker: id, mode, book }))],
    tools: checker.tools,
  };
}

const SILENCE = {
  severity: 'error',
  title: 'Every checker answers',
  remediation: 'Make it answer, then check again: `jidoka doctor` says what is missing. No answer is not a yes.',
} as const;

function resultOf(finding: Finding, { checker, mode, book }: { checker: string; mode: Mode; book: RuleBook }): Result {
  const { rule, severity, message, fingerprint, baselineState, waived, reproduce, remediation } = finding;
  const isOwnAdvice = remediation !== undefined && remediation !== ruleOf(book, checker, rule)?.remediation;
  return {
    ruleId: `${checker}/${rule}`,
    level: levelOf(severity, mode),
    message: { text: sarifText(message) + (isOwnAdvice ? `\nFix: ${sarifText(remediation)}` : '') },
    locations: locationsOf(finding),
    partialFingerprints: { 'jidoka/v1': sarifText(fingerprint) },
    // What has got worse is the standard's `updated`.
    baselineState: baselineState === 'worsened' ? 'updated' : baselineState === 'unchanged' ? 'unchanged' : 'new',
    ...(waived === undefined ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: sarifText(waived) }] }),
    ...(reproduce === undefined ? {} : { properties: { reproduce: sarifText(reproduce) } }),
  };
}

/** A checker in shadow never blocks, and a service that blocks on warnings must not do it in its name. */
function levelOf(severity: Severity, mode: Mode): Level {
  return mode === 'shadow' ? 'note' : severity;
}

/** A result that no checker found: about a checker, or about the gate. */
export function remark({ rule, level, message, path }: { rule: string; level: Level; message: string; path: string }): Result {
  const fingerprint = createHash('sha256').update([rule, path].join('\0')).digest('hex').slice(0, 32);
  return {
    ruleId: rule,
    level,
    message: { text: sarifText(message) },
    locations: locationsOf({ path }),
    partialFingerprints: { 'jidoka/v1': fingerprint },
    baselineState: 'new',
  };
}

interface Described {
  readonly id: string;
  readonly rule: { readonly severity: Severity; readonly title: string; readonly remediation: string } | undefined;
}

/** Rules of tools may be known by their id alone. */
export function descriptorOf({ id, rule }: Described): Descriptor {
  const title = sarifText(rule?.title ?? id);
  const help = sarifText(rule?.remediation ?? 'See what the tool that found it says of this rule.');
  const more = `jidoka explain ${sarifText(id)}`;
  return {
    id: sarifText(id),
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${help}` },
    help: { text: `${help}\n\nMore: ${more}`, markdown: `${help}\n\nMore: \`${more.replaceAll('`', '')}\`` },
    defaultConfiguration: { level: rule?.severity ?? 'error' },
  };
}
