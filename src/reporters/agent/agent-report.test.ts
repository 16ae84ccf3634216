import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileCheck, redCheck, sampleCheck, silentCheck, unaskedCheck } from '../../../test/rig/sample-check.ts';
import type { Finding } from '../../domain/finding.ts';
import { INTERRUPTED } from '../../domain/verdict.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { agentReport, MOST_TOKENS } from './agent-report.ts';
import { estimateTokens } from './tokens.ts';

const report = (document: CheckDocument) => agentReport(document, { program: 'jidoka', command: 'jidoka check' });

test('groups what has one fix and one command', () => {
  const document = redCheck([
    { path: 'a.ts' },
    { path: 'b.ts', message: 'Unexpected `var`.', fingerprint: '0123456789abcdef' },
    { path: 'c.ts', severity: 'warning' },
    { path: 'old.ts', baselineState: 'unchanged' },
    { path: 'waived.ts', waived: 'until March' },
  ]);
  expect(report(document))
    .toBe(`RED: 2 new findings stop this change. Next: fix them without weakening tests, checks or configuration; waive nothing, that is a person's decision: what you cannot fix, say so; then run: jidoka check --format agent

style-and-convention/lint: 2 findings
fix: Do what the linter says.
reproduce: jidoka check --only style-and-convention
- a.ts:12:3  Unexpected \`debugger\` statement.  [9f2c01ab44de]
- b.ts:12:3  Unexpected \`var\`.  [0123456789ab]

style-and-convention/lint: 1 finding (warning: does not block)
fix: Do what the linter says.
reproduce: jidoka check --only style-and-convention
- c.ts:12:3  Unexpected \`debugger\` statement.  [9f2c01ab44de]
`);
});

test.each<[string, CheckDocument, string]>([
  ['green', sampleCheck, 'GREEN: nothing new stands against this change (2 of 2 changed files examined). Next: nothing to fix.\n'],
  ['partial', { ...sampleCheck, partial: true }, 'GREEN (partial): only some checkers were asked. Next: jidoka check --format agent\n'],
  [
    'errored',
    silentCheck(),
    'UNDECIDED, which is not green: 7 style-and-convention errored: no answer: oxlint printed no report. Next: make it answer (jidoka doctor says what is missing), then run: jidoka check --format agent\n',
  ],
  [
    'interrupted',
    silentCheck({ verdict: 'cancelled', reason: INTERRUPTED }),
    'UNDECIDED, which is not green: it was interrupted. Next: run again: jidoka check --format agent\n',
  ],
  [
    'nobody asked',
    unaskedCheck,
    'UNDECIDED, which is not green: nothing is staged. Next: make it answer (jidoka doctor says what is missing), then run: jidoka check --format agent\n',
  ],
  [
    'refused',
    { ...unaskedCheck, outcome: 'red', reasons: ['it adds a submodule'] },
    'RED: it adds a submodule. Next: undo what is refused, then run: jidoka check --format agent\n',
  ],
])('%s is one line that says so', (_, document, expected) => {
  expect(report(document)).toBe(expected);
});

describe('within its tokens', () => {
  const findings = (count: number, finding: (index: number) => Partial<Finding>) =>
    Array.from({ length: count }, (_, index) => finding(index));

  test('of many alike a few are shown and the others counted', () => {
    const text = report(redCheck(findings(40, (index) => ({ path: `${index}.ts` }))));
    expect([text.split('\n- ').length - 1, text.includes('\n- and 32 more like these\n')]).toEqual([9, true]);
  });

  test('of many that are not, as many as fit, and the others are counted', () => {
    const text = report(redCheck(findings(200, (index) => ({ rule: `rule-${index}`, message: 'long '.repeat(100) }))));
    const shown = text.split('\nfix: ').length - 1;
    expect(shown).toBeGreaterThan(5);
    expect(text).toContain(`\n${200 - shown} more new findings not shown; all: jidoka check --json\n`);
  });

  test('however long the reasons of many checkers', () => {
    const { checkers } = silentCheck({ reason: '漢'.repeat(2000), id: '字'.repeat(300) });
    const text = report({ ...silentCheck(), checkers: Array.from({ length: 9 }, () => checkers).flat() });
    expect(estimateTokens(text)).toBeLessThanOrEqual(MOST_TOKENS);
    expect(text).toMatch(/^UNDECIDED, .*…\. Next: make it answer/);
  });

  test('whatever the texts hold, each on its line, and none but a green gate is called green', () => {
    fc.assert(
      fc.property(hostileCheck, (document) => {
        const text = report(document);
        expect(estimateTokens(text)).toBeLessThanOrEqual(MOST_TOKENS);
        expect(text).not.toMatch(/^\s*::\w|##\w*\[/m);
        const [first = '', ...rest] = text.trimEnd().split('\n');
        expect(first.startsWith(document.outcome.toUpperCase())).toBe(true);
        expect(rest.filter((line) => !/^$|^- |^fix: |^reproduce: |: [\d,]+ findings?|more new finding/.test(line))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

test('an estimate that is rather too high', () => {
  // Tokenizers of models say 4, 9 to 12, 1 and 1 to 3.
  expect(['The tests are green', '9f2c01ab44de77aa', 'a', '日本語'].map(estimateTokens)).toEqual([6, 13, 1, 6]);
});
