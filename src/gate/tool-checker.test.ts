import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { benchOf } from '../../test/rig/gate.ts';
import { createRepository, type Files } from '../../test/rig/repository.ts';
import { check } from './check.ts';

const OXLINT = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin', 'oxlint');

/** A real tool that writes SARIF, and that lists only the files it found something in. */
const CONFIG = `phase: 2
tools:
  lint:
    command: '"${process.execPath}" "${OXLINT}" --format sarif -A all -D no-debugger . > out.sarif'
    report: { format: sarif, path: out.sarif }
    files: ['src/**']
    checker: style-and-convention
    canary: { path: src/canary.js, text: debugger }
`;

async function judged(base: Files, change: Files, policy = CONFIG) {
  using repo = createRepository({ '.jidoka/config.yaml': policy, ...base });
  repo.commit(change);
  const request = { base: 'HEAD~1', source: { head: 'HEAD' }, only: ['lint'], toolchain: {}, cache: null } as const;
  const { gate } = await check(await benchOf(repo), { ...request, signal: new AbortController().signal });
  const [result] = gate.checkers;
  return (
    result && {
      said: `${result.number} ${result.id} ${result.mode} ${result.verdict} ${result.examined}/${result.inScope}`,
      reason: result.reason,
      findings: result.findings.map(
        ({ path, range, baselineState, severity }) => `${path}:${range?.startLine} ${baselineState} ${severity}`,
      ),
      tools: result.tools.map(({ name }) => name),
    }
  );
}

test('what a tool finds new stops a change, and what was there before does not; enforced from the phase of its checker', async () => {
  const base = { 'src/old.js': 'debugger;\n', 'src/a.js': 'export const a = 1;\n' };
  const change = { 'src/old.js': '// moved down\ndebugger;\n', 'src/a.js': 'export const a = 1;\ndebugger;\n', 'README.md': 'text' };
  expect(await judged(base, change)).toEqual({
    said: '100 lint shadow failed 2/2',
    reason: undefined,
    findings: ['src/a.js:2 new error', 'src/old.js:2 unchanged error'],
    tools: ['oxlint'],
  });
  expect((await judged(base, change, CONFIG.replace('phase: 2', 'phase: 3')))?.said).toBe('100 lint enforced failed 2/2');
});

test('a clean change passes by the canary, and one without a file of its own is none of its business', async () => {
  const base = { 'src/a.js': 'export const a = 1;\n' };
  expect((await judged(base, { 'src/a.js': 'export const a = 2;\n' }))?.said).toBe('100 lint shadow passed 1/1');
  expect((await judged(base, { 'README.md': 'text' }))?.said).toBe('100 lint shadow passed 0/0');
  expect((await judged({}, { 'README.md': 'text' }))?.said).toBe('100 lint shadow not-applicable 0/0');
});

test('a change that makes the tool blind has no answer', async () => {
  const change = { 'src/a.js': 'debugger;\n', '.oxlintrc.json': '{"ignorePatterns":["src/**"]}' };
  const answer = await judged({ 'src/a.js': 'export const a = 1;\n', 'b.js': '' }, change);
  expect([answer?.said, answer?.reason]).toEqual([
    '100 lint shadow errored 0/1',
    expect.stringMatching(/found nothing in the planted src\/canary.js/),
  ]);
});

/** A test runner of a few lines: each line `name result` of a `.case` file is a test case. Its files stay unsaid, as in many reports. */
const RUNNER = `{ echo '<testsuite name="cases">'
  for file in cases/*.case; do while read -r name result; do case $result in
    passes) echo "<testcase name='$name'/>" ;;
    skipped) echo "<testcase name='$name'><skipped/></testcase>" ;;
    *) echo "<testcase name='$name'><failure message='$result in run $$'/></testcase>"; failed=1 ;;
  esac; done < "$file"; done
  echo '</testsuite>'; } > out.xml
exit "\${failed:-0}"
`;
const TESTS = `phase: 2
tools:
  cases:
    command: sh run.sh
    report: { format: junit, path: out.xml }
    files: ['cases/**']
    exitCodes: { clean: [0], findings: [1] }
    canary: { path: cases/canary.case, text: "JIDOKA_CANARY fails\\n" }
`;

async function ranCases(base: string, change: string) {
  using repo = createRepository({ '.jidoka/config.yaml': TESTS, 'run.sh': RUNNER, 'cases/a.case': base });
  repo.commit({ 'cases/a.case': change });
  const request = { base: 'HEAD~1', source: { head: 'HEAD' }, only: ['cases'], toolchain: {}, cache: null } as const;
  const { gate } = await check(await benchOf(repo), { ...request, signal: new AbortController().signal });
  const [result] = gate.checkers;
  return {
    said: `${result?.verdict} ${result?.examined}/${result?.inScope}`,
    reason: result?.reason,
    findings: result?.findings.map(({ message, baselineState }) => `${/\S+(?=\))/.exec(message)?.[0]} ${baselineState}`).toSorted(),
  };
}

test('of a tool that writes JUnit, a test that fails new stops a change, whatever words the old ones fail with now', async () => {
  expect(await ranCases('old fails\na passes\ngone fails\n', 'a fails\nold fails-otherwise\ngone passes\n')).toEqual({
    said: 'failed 1/1',
    reason: undefined,
    findings: ['a new', 'gone absent', 'old unchanged'],
  });
  expect(await ranCases('old fails\na passes\n', 'old fails\na passes\nb passes\n')).toMatchObject({
    said: 'passed 1/1',
    findings: ['old unchanged'],
  });
});

test('tests that are all skipped are no answer', async () => {
  expect(await ranCases('a passes\n', 'a skipped\n')).toMatchObject({
    said: 'errored 0/1',
    reason: expect.stringMatching(/only skipped test cases/),
  });
});
