import fc from 'fast-check';
import type { Finding } from '../../src/domain/finding.ts';
import type { CheckerResult, Verdict } from '../../src/domain/verdict.ts';
import type { CheckDocument } from '../../src/reporters/json/check-document.ts';
import type { RuleBook } from '../../src/reporters/rule-book.ts';

export const sampleFinding: Finding = {
  rule: 'lint',
  severity: 'error',
  message: 'Unexpected `debugger` statement.',
  path: 'src/app.ts',
  range: { startLine: 12, startColumn: 3 },
  fingerprint: '9f2c01ab44de77aa9f2c01ab44de77aa',
  baselineState: 'new',
  reproduce: 'jidoka check --only style-and-convention',
  remediation: 'Do what the linter says.',
};

export const sampleChecker: CheckerResult = {
  number: 7,
  id: 'style-and-convention',
  mode: 'enforced',
  verdict: 'passed',
  examined: 2,
  inScope: 2,
  durationMs: 412,
  cached: false,
  tools: [{ name: 'oxlint', version: '1.0.0' }],
  findings: [],
  measurements: [],
};

export const sampleCheck: CheckDocument = {
  schemaVersion: 1,
  outcome: 'green',
  partial: false,
  base: 'a'.repeat(40),
  head: 'b'.repeat(40),
  tree: 'c'.repeat(40),
  policy: { digest: 'd'.repeat(64), phase: 3, source: 'base' },
  coverage: { inScope: 2, examined: 2, unexamined: [], unsupported: [] },
  reasons: [],
  notBuilt: [],
  checkers: [sampleChecker],
};

export const sampleRules: RuleBook = new Map([
  [
    'style-and-convention',
    {
      title: 'It reads as the rest does',
      rules: { lint: { severity: 'error', title: 'The linters have nothing new to say', remediation: 'Do what the linter says.' } },
    },
  ],
]);

/** A check whose one checker failed with these findings. */
export function redCheck(findings: readonly Partial<Finding>[], checker: Partial<CheckerResult> = {}): CheckDocument {
  const all = findings.map((finding) => ({ ...sampleFinding, ...finding }));
  return {
    ...sampleCheck,
    outcome: 'red',
    reasons: ['7 style-and-convention failed: 1 new finding'],
    checkers: [{ ...sampleChecker, verdict: 'failed', findings: all, ...checker }],
  };
}

/** A check whose one checker ended without an answer. */
export function silentCheck(checker: Partial<CheckerResult> = {}): CheckDocument {
  const verdict: Verdict = 'errored';
  return {
    ...sampleCheck,
    outcome: 'undecided',
    reasons: ['7 style-and-convention errored: oxlint printed no report'],
    checkers: [{ ...sampleChecker, verdict, reason: 'oxlint printed no report', ...checker }],
  };
}

/** Nobody was asked, and the gate says why. */
export const unaskedCheck: CheckDocument = { ...sampleCheck, outcome: 'undecided', reasons: ['nothing is staged'], checkers: [] };

/** What somebody would write who wants to break out of a report. */
const HOSTILE = [
  '::error file=a::b',
  '\n::set-output name=x::y',
  '\r\n##[command]x',
  '##vso[task.complete result=Succeeded;]',
  '</failure></testcase>',
  ']]>',
  '<script>alert(1)</script>',
  '[click](https://example.com)',
  '| a | b |\n|---|---|',
  '%0A::error::x',
  '\u001b[2K\u001b[1A',
  '\u202e',
  '\ud800',
  '\u0000',
  '\ufffe',
  '```\n# Title\n```',
  '@everyone',
  '&amp;&#10;',
  '..%2f..',
  'a b?c#d',
];

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 })), {
    maxLength: 5,
  })
  .map((parts) => parts.join(''));

const number = fc.oneof(fc.integer({ min: -2, max: 400 }), fc.double());
const hostileFinding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: hostileText,
    severity: fc.constantFrom('error', 'warning', 'note'),
    message: hostileText,
    path: hostileText,
    range: fc.record({ startLine: number, startColumn: number, endLine: number, endColumn: number }, { requiredKeys: ['startLine'] }),
    fingerprint: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
    baselineState: fc.constantFrom('new', 'unchanged', 'worsened', 'absent'),
    waived: hostileText,
    reproduce: hostileText,
    remediation: hostileText,
  },
  { requiredKeys: ['rule', 'severity', 'message', 'path', 'fingerprint', 'baselineState'] },
);

const hostileChecker: fc.Arbitrary<CheckerResult> = fc.record({
  number: fc.integer({ min: 1, max: 99 }),
  id: hostileText,
  mode: fc.constantFrom('enforced', 'shadow'),
  verdict: fc.constantFrom('passed', 'failed', 'not-applicable', 'errored', 'timed-out', 'cancelled'),
  reason: hostileText,
  examined: fc.nat(9),
  inScope: fc.nat(9),
  durationMs: fc.nat(99_999),
  cached: fc.boolean(),
  tools: fc.array(fc.record({ name: hostileText, version: hostileText }), { maxLength: 2 }),
  findings: fc.array(hostileFinding, { maxLength: 6 }),
  measurements: fc.constant([]),
});

/** Any document a gate could hand to a reporter, and many that none would: whatever its texts hold. */
export const hostileCheck: fc.Arbitrary<CheckDocument> = fc.record({
  schemaVersion: fc.constant(1 as const),
  outcome: fc.constantFrom('green', 'red', 'undecided'),
  partial: fc.boolean(),
  base: hostileText,
  head: hostileText,
  tree: hostileText,
  policy: fc.constant(sampleCheck.policy),
  coverage: fc.record({
    inScope: fc.nat(9),
    examined: fc.nat(9),
    unexamined: fc.array(hostileText, { maxLength: 2 }),
    unsupported: fc.array(hostileText, { maxLength: 2 }),
  }),
  reasons: fc.array(hostileText, { maxLength: 2 }),
  notBuilt: fc.constant([]),
  checkers: fc.array(hostileChecker, { maxLength: 4 }),
});
