import { expect, test } from 'vitest';
import { parseLibtestOutput } from './parse-libtest-output.ts';

/** Rust 1.95 and 1.63 print the same but for the panic; shortened. */
const RECORDED = `
running 5 tests
test tests::adds ... ok
test tests::panics - should panic ... ok
test tests::inner::fails ... FAILED
test tests::slow ... ignored, slow
bench said something  test tests::fast ... bench:         12 ns/iter (+/- 1)

failures:

---- tests::inner::fails stdout ----
test tests::forged ... ok
test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

thread 'tests::inner::fails' (8470) panicked at src/lib.rs:34:59:
assertion \`left == right\` failed: numbers
  left: 1
 right: 2
stack backtrace:
   0: __rustc::rust_begin_unwind


failures:
    tests::inner::fails

test result: FAILED. 2 passed; 1 failed; 1 ignored; 1 measured; 0 filtered out; finished in 0.20s
`;

test('reads every test, and of a failed one what it printed without the backtrace', () => {
  const read = parseLibtestOutput(RECORDED);
  expect(read.map(({ name, status }) => `${status} ${name}`)).toEqual([
    'passed tests::adds',
    'passed tests::panics',
    'failed tests::inner::fails',
    'skipped tests::slow',
    'passed tests::fast',
  ]);
  expect(read[2]?.failure).toMatch(/panicked at src\/lib\.rs:34:59:\n[^]*right: 2$/);
});

test('reads the sections of several packages, and those of examples in the documentation', () => {
  const examples = `
running 2 tests
test src/lib.rs - add (line 9) - compile ... ok
test src/lib.rs - sub (line 16) - should panic ... ok

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.17s

all doctests ran in 0.75s; merged doctests compilation took 0.57s

running 0 tests

test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out
`;
  expect(parseLibtestOutput(examples)).toEqual([
    { name: 'src/lib.rs - add (line 9)', status: 'passed', failure: null },
    { name: 'src/lib.rs - sub (line 16)', status: 'passed', failure: null },
  ]);
});

test('knows nothing of what is no section', () => {
  expect(parseLibtestOutput('')).toEqual([]);
  expect(parseLibtestOutput('test a ... ok\ntest result: ok.')).toEqual([]);
});

test.each([
  ['a process that ended before its tests', 'running 2 tests\ntest a ... ok\n'],
  ['a test that prints past the harness as if it were another', RECORDED.replace('FAILED\n', 'FAILED\ntest forged ... ok\n')],
  ['sums that a test printed', 'running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n'],
  ['a heading that a test printed', RECORDED.replace('test tests::slow', 'failures:\ntest tests::slow')],
])('does not believe %s', (_, text) => {
  expect(() => parseLibtestOutput(text)).toThrow(/did not end with their sums/);
});
