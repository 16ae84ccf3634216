import { expect, test } from 'vitest';
import type { Rule } from '../../checkers/checker.ts';
import type { Finding } from '../../domain/finding.ts';
import type { CheckerResult } from '../../domain/verdict.ts';
import { findingExplanation, ruleExplanation } from './explanation.ts';
import { findingLines, placeOf } from './finding-lines.ts';

const finding: Finding = {
  rule: 'weakened-test',
  severity: 'error',
  message: 'The test "pages" lost an assertion.',
  path: 'test/users.test.ts',
  range: { startLine: 42 },
  fingerprint: '9f2c01ab44de77aa9f2c01ab44de77aa',
  baselineState: 'new',
  reproduce: 'git diff aaaaaaa -- test/users.test.ts',
};
const result: CheckerResult = {
  number: 4,
  id: 'generated-code-integrity',
  mode: 'enforced',
  verdict: 'failed',
  examined: 3,
  inScope: 3,
  durationMs: 412,
  cached: false,
  tools: [],
  findings: [],
  measurements: [],
};
const rule: Rule = {
  severity: 'error',
  title: 'Tests are not weakened',
  remediation: 'Put the assertion back, or list the test in mayChange.',
};
const checker = {
  number: 4,
  id: 'generated-code-integrity',
  title: 'What was written is what it claims to be',
  readme: 'src/checkers/04-generated-code-integrity/README.md',
};

test('the story tells five new findings, errors first, and counts the others', () => {
  const note: Finding = { ...finding, severity: 'note', message: 'New tests pass on base too.', path: '.' };
  const { reproduce: _, ...bare } = finding;
  const findings = [
    note,
    { ...finding, baselineState: 'unchanged' as const },
    { ...finding, waived: 'agreed' },
    finding,
    { ...bare, path: 'src/app.ts', remediation: 'Write it out.' },
    ...Array.from({ length: 4 }, () => bare),
  ];
  const told = `            ✗ test/users.test.ts:42  The test "pages" lost an assertion.
              generated-code-integrity/weakened-test  9f2c01ab44de`;
  expect(findingLines({ ...result, findings }, { color: false, columns: 200 }).join('\n')).toBe(`${told}
              reproduce:  git diff aaaaaaa -- test/users.test.ts
            ✗ src/app.ts:42  The test "pages" lost an assertion.
              generated-code-integrity/weakened-test  9f2c01ab44de
              fix:        Write it out.
${told}
${told}
${told}
              and 2 more findings
            Waived: generated-code-integrity/weakened-test 9f2c01ab44de in test/users.test.ts:
              agreed`);
  expect(findingLines({ ...result, mode: 'shadow', findings: [note] }, { color: false, columns: 50 })).toEqual([
    '            i the change as a whole  New tests',
    '              pass on base too.',
    '              generated-code-integrity/weakened-test  9f2c01ab44de  (shadow: never blocks)',
    '              reproduce:  git diff aaaaaaa -- test/users.test.ts',
  ]);
  expect(findingLines(result, { color: false, columns: 50 })).toEqual([]);
});

test('explains a rule', () => {
  expect(ruleExplanation({ checker, id: 'weakened-test', rule }, { color: false })).toBe(`generated-code-integrity/weakened-test

  rule         Tests are not weakened (error)
  checker      4 generated-code-integrity: What was written is what it claims to be
  fix          Put the assertion back, or list the test in mayChange.
  read         src/checkers/04-generated-code-integrity/README.md
`);
});

test('explains a finding', () => {
  const found = { run: 'run-0001', attempt: 1 };
  const waive = 'jidoka waive 9f2c01ab44de --reason "…" --expires 2026-03-31';
  const explained = { checker, id: 'weakened-test', rule, mode: 'enforced', found, finding, waive } as const;
  for (const [change, isNamed] of [
    [{}, true],
    [{ severity: 'warning' }, false],
    [{ waived: 'agreed' }, false],
  ] as const)
    expect(findingExplanation({ ...explained, finding: { ...finding, ...change } }, { color: false }).includes(waive)).toBe(isNamed);
  expect(findingExplanation({ ...explained, waive: null }, { color: false })).toBe(`The test "pages" lost an assertion.

  where        test/users.test.ts:42
  rule         generated-code-integrity/weakened-test: Tests are not weakened (error)
  checker      4 generated-code-integrity: What was written is what it claims to be
  why          The change brought it in. It stops the change.
  found        attempt 1 of run run-0001
  fix          Put the assertion back, or list the test in mayChange.
  reproduce    git diff aaaaaaa -- test/users.test.ts
  read         src/checkers/04-generated-code-integrity/README.md
  fingerprint  9f2c01ab44de77aa9f2c01ab44de77aa
`);
});

test.each([
  [{}, 'enforced', 'The change brought it in. It stops the change.'],
  [{}, 'shadow', 'The change brought it in. It would stop the change, but this checker only looks on in this phase.'],
  [{ baselineState: 'worsened' }, 'enforced', 'It was there before, and the change made it worse. It stops the change.'],
  [{ baselineState: 'unchanged' }, 'enforced', 'It was there before; the change did not bring it in. It does not stop a change.'],
  [{ baselineState: 'absent' }, 'enforced', 'It was there before; the change took it away. It does not stop a change.'],
  [{ severity: 'warning' }, 'enforced', 'The change brought it in. It does not stop a change.'],
  [{ waived: 'agreed until March' }, 'enforced', 'The change brought it in. It is waived: agreed until March'],
] as const)('says why %j of a checker that is %s counts or not', (change, mode, why) => {
  const text = findingExplanation(
    { checker, id: 'weakened-test', rule, mode, found: null, waive: null, finding: { ...finding, ...change } },
    { color: false, columns: 1000 },
  );
  expect(text.replaceAll(/\n {15}/g, ' ').split('\n')[5]).toBe(`  why          ${why}`);
});

test('a place has its column where one is known', () => {
  const at = (range: Finding['range'] | null) => {
    const { range: _, ...bare } = finding;
    return placeOf(range == null ? bare : { ...bare, range });
  };
  expect([at({ startLine: 4, startColumn: 7 }), at({ startLine: 4 }), at(null)]).toEqual([
    'test/users.test.ts:4:7',
    'test/users.test.ts:4',
    'test/users.test.ts',
  ]);
});

test('a README that is not there is not named', () => {
  expect(ruleExplanation({ checker: { ...checker, readme: null }, id: 'weakened-test', rule }, { color: false })).not.toContain('read  ');
});
