import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../domain/finding.ts';
import { type CheckerResult, INTERRUPTED } from '../../domain/verdict.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { checkReport } from './check-report.ts';

const weakened: Finding = {
  rule: 'weakened-test',
  severity: 'error',
  message: 'The test "pages hold limit users" lost its only assertion about the size of a page, so nothing fails when a page is too long.',
  path: 'test/users.test.ts',
  range: { startLine: 42, startColumn: 3 },
  fingerprint: '9f2c01ab44de77aa9f2c01ab44de77aa',
  baselineState: 'new',
  remediation: 'Put the assertion back, or have the order list the test in mayChange.',
  reproduce: 'git diff 1111111 -- test/users.test.ts',
};
const elision: Finding = {
  rule: 'elision',
  severity: 'error',
  message: 'A comment stands for code: "// … rest unchanged\u001b[2J"',
  path: 'src/app.ts',
  range: { startLine: 12 },
  fingerprint: '00ab'.repeat(8),
  baselineState: 'worsened',
};
const unused: Finding = {
  ...elision,
  rule: 'lint',
  severity: 'warning',
  message: 'Unused variable',
  range: { startLine: 3 },
  baselineState: 'new',
};

const integrity: CheckerResult = {
  number: 4,
  id: 'generated-code-integrity',
  mode: 'enforced',
  verdict: 'passed',
  examined: 7,
  inScope: 7,
  durationMs: 412,
  cached: false,
  tools: [],
  findings: [],
  measurements: [],
};
const build: CheckerResult = { ...integrity, number: 5, id: 'build-and-compile', cached: true, durationMs: 3120 };
const tests: CheckerResult = { ...integrity, number: 6, id: 'test-coverage', durationMs: 61_400, examined: 0, inScope: 0 };

const green: CheckDocument = {
  schemaVersion: 1,
  outcome: 'green',
  partial: false,
  base: '1'.repeat(40),
  head: 'working-tree',
  tree: '2'.repeat(40),
  policy: { digest: '3'.repeat(64), phase: 3, source: 'base' },
  coverage: { inScope: 7, examined: 7, unexamined: [], unsupported: [] },
  reasons: [],
  notBuilt: [],
  checkers: [integrity, build, { ...tests, verdict: 'not-applicable', reason: 'no test and no test command' }],
};

test('a green change', () => {
  expect(checkReport(green, { color: false, baseChoice: 'the merge-base with origin/main' })).toBe(
    `Checked the working tree against 1111111111 (the merge-base with origin/main).
Policy: phase 3, read from the base commit.

  ✓  4 generated-code-integrity     0.4 s  7/7 files
  ✓  5 build-and-compile            3.1 s  7/7 files    cached
  –  6 test-coverage                 61 s
       does not apply: no test and no test command

✓ GREEN  Nothing new stands against this change: 2 checkers passed and 1 does not apply.
`,
  );
});

test('a green change says right above the verdict what nobody looked at', () => {
  const told = (unsupported: readonly string[]) =>
    checkReport({ ...green, coverage: { ...green.coverage, unsupported } }, { color: false })
      .split('\n')
      .slice(-4);
  expect(told(['a.py', 'cmd/b.go'])).toEqual([
    '! Nobody looked at: a.py, cmd/b.go (no checker reads their language).',
    '',
    '✓ GREEN  Nothing new stands against this change: 2 checkers passed and 1 does not apply.',
    '',
  ]);
  expect(told(['a.py'])[0]).toBe('! Nobody looked at: a.py (no checker reads its language).');
});

test('says what was looked at of a file all the same, and what the rest is left to', () => {
  const readAsText = [{ path: 'src/lib.rs', checkers: [4, 6, 8] }];
  const coverage = { ...green.coverage, unsupported: ['a.lua', 'src/lib.rs'], readAsText };
  const told = (checkers: readonly CheckerResult[]) =>
    checkReport({ ...green, coverage, checkers }, { color: false })
      .split('\n')
      .slice(-6, -2);
  expect(told(green.checkers)).toEqual([
    '! Nobody looked at: a.lua (no checker reads its language).',
    '! No parser or linter read: src/lib.rs (checkers 4 and 8 looked through the text; the rest is left',
    '  to build-and-compile).',
    '',
  ]);
  expect(told([integrity]).slice(1)).toEqual([
    '! No parser or linter read: src/lib.rs (checkers 4 and 8 looked through the text; nobody judged the',
    '  rest).',
    '',
  ]);
});

test('a red change: new findings by file, old ones counted, waived ones named', () => {
  const findings: Finding[] = [
    weakened,
    elision,
    { ...elision, baselineState: 'unchanged' },
    { ...elision, baselineState: 'absent' },
    { ...weakened, rule: 'protected-path', path: '.', waived: 'agreed until March', baselineState: 'new' },
  ];
  const document: CheckDocument = {
    ...green,
    outcome: 'red',
    head: '4'.repeat(40),
    policy: { ...green.policy, source: 'detected' },
    coverage: { inScope: 7, examined: 6, unexamined: ['src/unseen.ts'], unsupported: [] },
    notBuilt: [1, 10],
    checkers: [
      { ...integrity, verdict: 'failed', findings },
      { ...build, verdict: 'cancelled', reason: 'cheaper-checker-failed', examined: 0, inScope: 0, cached: false, durationMs: 0 },
      {
        ...tests,
        number: 7,
        id: 'style-and-convention',
        mode: 'shadow',
        verdict: 'failed',
        examined: 1,
        inScope: 1,
        findings: [{ ...elision, path: '.' }, unused],
      },
    ],
  };
  expect(checkReport(document, { color: false, notes: ['2 untracked files are part of the change'] })).toBe(
    `Checked commit 4444444444 against 1111111111.
Policy: phase 3, detected, because the base commit has no .jidoka/config.yaml; \`jidoka init\` writes
  one.
Note: 2 untracked files are part of the change

  ✗  4 generated-code-integrity     0.4 s  7/7 files    2 new findings
  ·  5 build-and-compile
       not run, because a cheaper checker has to pass first
  ✗  7 style-and-convention          61 s  1/1 file     1 new finding, shadow: reports, never blocks

src/app.ts
  ! 3  Unused variable
    style-and-convention/lint  00ab00ab00ab  (shadow: never blocks)
  ✗ 12  A comment stands for code: "// … rest unchanged\\u001b[2J"
    generated-code-integrity/elision  00ab00ab00ab  (worse than before)

test/users.test.ts
  ✗ 42:3  The test "pages hold limit users" lost its only assertion about the size of a page, so
    nothing fails when a page is too long.
    generated-code-integrity/weakened-test  9f2c01ab44de
    fix:        Put the assertion back, or have the order list the test in mayChange.
    reproduce:  git diff 1111111 -- test/users.test.ts

The change as a whole
  ✗ A comment stands for code: "// … rest unchanged\\u001b[2J"
    style-and-convention/elision  00ab00ab00ab  (worse than before, shadow: never blocks)

Waived: generated-code-integrity/protected-path 9f2c01ab44de in .: agreed until March

1 older finding not shown: the change did not bring it in.
1 older finding gone with this change.
Examined by no checker: src/unseen.ts.
Not built yet, so not asked: 1 schema-validation, 10 architectural-consistency.

✗ RED  2 new findings stop this change. Next: jidoka explain 9f2c01ab44de says why, how to fix the
  first and what lets it stay.
`,
  );
});

test('what is urgent comes first: a secret, then what weakens a check, then failed tests, then a format', () => {
  const at = (number: number, id: string, path: string): CheckerResult => ({
    ...integrity,
    number,
    id,
    verdict: 'failed',
    findings: [{ ...elision, path, fingerprint: `${number}`.repeat(12) }],
  });
  const checkers = [
    at(4, 'generated-code-integrity', 'd.ts'),
    at(6, 'test-coverage', 'c.ts'),
    at(7, 'style-and-convention', 'a.ts'),
    at(8, 'security-scan', 'e.ts'),
  ];
  const told = checkReport({ ...green, outcome: 'red', checkers }, { color: false });
  expect(told.match(/^\w\.ts$/gm)).toEqual(['e.ts', 'd.ts', 'c.ts', 'a.ts']);
  expect(told).toContain('jidoka explain 888888888888');
});

test('no answer is not a yes', () => {
  const document: CheckDocument = {
    ...green,
    outcome: 'undecided',
    coverage: { inScope: 2, examined: 1, unexamined: ['a.ts'], unsupported: [] },
    checkers: [
      integrity,
      { ...tests, verdict: 'errored', reason: 'the test command ended with 127\n\nbefore any test was reported' },
      { ...build, mode: 'shadow', verdict: 'timed-out', reason: 'gave no answer within 300 s' },
    ],
  };
  expect(checkReport(document, { color: false, columns: 60 })).toBe(
    `Checked the working tree against 1111111111.
Policy: phase 3, read from the base commit.

  ✓  4 generated-code-integrity     0.4 s  7/7 files
  !  6 test-coverage                 61 s
       no answer: the test command ended with 127
       before any test was reported
  !  5 build-and-compile            3.1 s  7/7 files    cached, shadow: reports, never blocks
       no answer: gave no answer within 300 s

Examined by no checker: a.ts.

? UNDECIDED  No answer is not a yes: 6 test-coverage errored
  and 1 changed file examined by no checker. Next: make them
  answer, then check again; jidoka doctor says what is
  missing.
`,
  );
});

test('a check that was interrupted is to be run again', () => {
  const checkers: CheckerResult[] = [integrity, { ...tests, verdict: 'cancelled', reason: INTERRUPTED }];
  expect(
    checkReport({ ...green, outcome: 'undecided', checkers }, { color: false })
      .split('\n\n')
      .at(-1),
  ).toBe('? UNDECIDED  It was interrupted. Next: run it again.\n');
});

test('what no checker was asked about says why', () => {
  const verdict = (outcome: 'red' | 'undecided', reasons: readonly string[]) =>
    checkReport({ ...green, outcome, reasons, checkers: [], coverage: { ...green.coverage, inScope: 0, examined: 0 } }, { color: false })
      .split('\n\n')
      .at(-1);
  expect(verdict('red', ['sub: a submodule', 'node_modules/a/i.js: installed dependencies in the change'])).toBe(
    `✗ RED  This cannot be a change: sub: a submodule and node_modules/a/i.js: installed dependencies in
  the change. Next: take it out; a worktree or an installation that only lies there goes into
  .git/info/exclude.
`,
  );
  expect(verdict('undecided', ['nothing is staged'])).toBe(`? UNDECIDED  No answer is not a yes: nothing is staged.
`);
});

test('a partial check says so, and claims nothing about the rest', () => {
  const document: CheckDocument = {
    ...green,
    partial: true,
    checkers: [build],
    coverage: { inScope: 1, examined: 0, unexamined: ['a.ts'], unsupported: [] },
  };
  expect(checkReport(document, { color: false })).toBe(
    `Checked the working tree against 1111111111.
Policy: phase 3, read from the base commit.

  ✓  5 build-and-compile     3.1 s  7/7 files    cached

✓ GREEN (partial)  What was asked is green; the other checkers were not asked. Next: jidoka check
  for the whole verdict.
`,
  );
});

test('a policy that the change brings is not said to be missing', () => {
  const document: CheckDocument = { ...green, policy: { ...green.policy, source: 'detected' }, checkers: [build] };
  const opening = (addsPolicy: boolean) => checkReport(document, { color: false, addsPolicy }).replaceAll('\n  ', ' ');
  expect(opening(false)).toContain('no .jidoka/config.yaml; `jidoka init` writes one.');
  expect(opening(true)).toContain('no .jidoka/config.yaml; the one that the change brings counts for what comes after it');
});

test('colours only when asked', () => {
  const document: CheckDocument = { ...green, checkers: [{ ...build, cached: false }] };
  expect(checkReport(document, { color: true })).toBe(
    `Checked the working tree against 1111111111.
Policy: phase 3, read from the base commit.

  \u001b[32m✓\u001b[39m  5 build-and-compile     3.1 s  7/7 files

\u001b[1m\u001b[32m✓ GREEN\u001b[39m\u001b[22m  Nothing new stands against this change: 1 checker passed.
`,
  );
});

test('what blocks is shown before what does not, and the rest is counted', () => {
  const notes = Array.from({ length: 60 }, (_, line): Finding => ({ ...unused, range: { startLine: line + 1 } }));
  const document: CheckDocument = {
    ...green,
    outcome: 'red',
    checkers: [{ ...integrity, verdict: 'failed', findings: [...notes, elision] }],
  };
  const report = checkReport(document, { color: false });
  expect(report.match(/Unused variable/g)?.length).toBe(49);
  expect(report.match(/A comment stands for code/g)?.length).toBe(1);
  expect(report).toContain('\n11 more new findings not shown; --json has them all.\n');
});

test('nothing a repository or a tool wrote acts on the terminal', () => {
  const hostile = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(
      fc.record({ message: hostile, path: hostile, rule: hostile, remediation: hostile, reproduce: hostile }),
      hostile,
      (texts, reason) => {
        const findings: Finding[] = [
          { ...weakened, ...texts },
          { ...weakened, ...texts, waived: reason },
        ];
        const checkers: CheckerResult[] = [
          { ...integrity, verdict: 'failed', findings },
          { ...tests, verdict: 'errored', reason },
        ];
        const coverage = { inScope: 1, examined: 0, unexamined: [texts.path], unsupported: [texts.path] };
        const report = checkReport(
          { ...green, base: texts.rule, head: texts.path, outcome: 'red', coverage, checkers },
          { color: false, baseChoice: reason, notes: [reason] },
        );
        expect(/[\p{Cc}\p{Cf}]/u.test(report.replaceAll('\n', ''))).toBe(false);
        expect(/^\s*::\w/m.test(report) || /##\w*\[/.test(report)).toBe(false);
      },
    ),
  );
});

test('failing tests that one command shows again stand together, and the command once', () => {
  const failing = (name: string, path: string): Finding => ({
    ...weakened,
    rule: 'test-failed',
    message: `${name} failed`,
    path,
    remediation: 'Make the test pass.',
    reproduce: 'npm test',
  });
  const shown = (findings: readonly Finding[]) => {
    const text = checkReport({ ...green, outcome: 'red', checkers: [{ ...tests, verdict: 'failed', findings }] }, { color: false });
    return text.split('\n\n').slice(2, -1).join('\n\n');
  };
  expect(shown(['a', 'b', 'c', 'd'].map((name) => failing(name, `test/${name}.test.ts`)))).toBe(`4 findings of test-coverage/test-failed
  ✗ test/a.test.ts:42:3  a failed
    test-coverage/test-failed  9f2c01ab44de
  ✗ test/b.test.ts:42:3  b failed
    test-coverage/test-failed  9f2c01ab44de
  ✗ test/c.test.ts:42:3  c failed
    test-coverage/test-failed  9f2c01ab44de
  ✗ test/d.test.ts:42:3  d failed
    test-coverage/test-failed  9f2c01ab44de
    fix:        Make the test pass.
    reproduce:  npm test`);
  const inOneFile = shown(Array.from({ length: 17 }, (_, index) => failing(`test ${index}`, 'test/a.test.ts')));
  expect([inOneFile.split(' failed\n').length - 1, inOneFile.split('reproduce:').length - 1, inOneFile.split('\n')[0]]).toEqual([
    17,
    1,
    'test/a.test.ts',
  ]);
});

test('a message of several lines keeps them, ten at most', () => {
  const text = (message: string) =>
    checkReport({ ...green, outcome: 'red', checkers: [{ ...tests, findings: [{ ...elision, message }] }] }, { color: false });
  expect(text('Unexpected token\n  help: take it away\n::error::x\n')).toContain(
    '  ✗ 12  Unexpected token\n      help: take it away\n    \\u003a:error::x\n    test-coverage/elision',
  );
  expect(text('line\n'.repeat(30)).split('line').length - 1).toBe(10);
});
