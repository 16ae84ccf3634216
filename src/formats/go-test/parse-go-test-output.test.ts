import { expect, test } from 'vitest';
import { parseGoTestOutput } from './parse-go-test-output.ts';

/** Go 1.19, shortened: a test that ends without a line's end, one that lies about itself, one that panics. */
const RECORDED = `=== RUN   TestAdd
=== RUN   TestAdd/one
=== PAUSE TestAdd/one
=== RUN   TestAdd/two_of_them
=== PAUSE TestAdd/two_of_them
no newline=== CONT  TestAdd/one
=== CONT  TestAdd/two_of_them
--- PASS: TestAdd (0.01s)
    --- PASS: TestAdd/two_of_them (0.00s)
    --- PASS: TestAdd/one (0.00s)
=== RUN   TestFails
--- PASS: TestFails (0.00s)
    a_test.go:14: hello
    a_test.go:14: want 1
--- FAIL: TestFails (0.00s)
=== RUN   TestSkips
    a_test.go:15: not now
--- SKIP: TestSkips (0.00s)
=== RUN   TestLast
words--- PASS: TestLast (0.00s)
=== RUN   TestCutOff
panic: x
FAIL	example.org/demo	0.006s
`;

const told = (text: string) => parseGoTestOutput(text).map(({ name, status }) => `${status} ${name}`);

test('reads every test and subtest; a lie is worth less than a failure, and what did not end has failed', () => {
  expect(told(RECORDED)).toEqual([
    'passed TestAdd',
    'passed TestAdd/one',
    'passed TestAdd/two_of_them',
    'failed TestFails',
    'skipped TestSkips',
    'passed TestLast',
    'failed TestCutOff',
  ]);
});

test('knows what a test said', () => {
  const [add, , , fails, , , cutOff] = parseGoTestOutput(RECORDED);
  expect([add?.durationMs, fails?.output, cutOff?.output]).toEqual([
    10,
    'a_test.go:14: hello\n    a_test.go:14: want 1',
    'it did not come to its end\npanic: x\nFAIL\texample.org/demo\t0.006s',
  ]);
});

test('of several runs of one test the worst counts, and each has to end', () => {
  const again = '=== RUN   TestA\n--- FAIL: TestA (0.00s)\n=== RUN   TestA\n--- PASS: TestA (0.00s)\n';
  expect([told(again), told('=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestA\n')]).toEqual([['failed TestA'], ['failed TestA']]);
});

test('reads the lines that Go marks for its JSON', () => {
  expect(told('\x16=== RUN   TestA\n\x16--- PASS: TestA (0.00s)\nPASS\n')).toEqual(['passed TestA']);
});

test('a result of nothing that began is none', () => {
  expect(told('--- PASS: TestA (0.00s)\nPASS\n')).toEqual([]);
});
