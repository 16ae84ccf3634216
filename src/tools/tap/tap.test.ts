import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { tap } from './tap.ts';

const recorded = (name: string) => readFileSync(new URL(`../../formats/tap/fixtures/${name}`, import.meta.url), 'utf8');

/** A stand-in for tap's own program that writes what was recorded, where its arguments say. */
const program = (text: string, flag: string) => `const { writeFileSync } = require('node:fs');
if (!process.argv.includes(${JSON.stringify(flag)})) process.exit(9);
writeFileSync(process.argv.find((word) => word.startsWith('--output-file=')).slice(14), ${JSON.stringify(text)});
process.exitCode = 1;
`;
const filesOf = (version: string, text = recorded(`tap-${version}.tap`)) => {
  const isOld = version.startsWith('16');
  const path = isOld ? 'node_modules/tap/bin/run.js' : 'node_modules/tap/dist/esm/run.cjs';
  return {
    'package.json': JSON.stringify({ name: 'x', private: true, scripts: { test: `node ${path} -- more` } }),
    'node_modules/tap/package.json': JSON.stringify({ name: 'tap', version }),
    ...(isOld ? {} : { 'node_modules/tap/dist/esm/package.json': '{"type":"module"}' }),
    [path]: program(text, isOld ? '--no-coverage' : '--disable-coverage'),
  };
};

describe('tap', () => {
  test.each(['16.3.10', '21.8.0'])('reads what tap %s writes under an unchanged npm test', async (version) => {
    using checkout = checkoutWith(filesOf(version));
    const report = await runTests(tap(), { checkout });
    expect(
      report.tests.map(({ status, file, line, name, message }) => [status, file, line, ...name, message?.split('\n')[0] ?? null]),
    ).toEqual([
      ['passed', 'test/a.js', null, 'works', null],
      ['failed', 'test/a.js', 4, 'outer', 'inner fails', 'should be equivalent'],
      ['passed', 'test/a.js', null, 'outer', 'inner ok', null],
      ['failed', 'test/a.js', null, 'outer', ''],
      ['skipped', 'test/a.js', null, 'skipped', null],
      ['todo', 'test/a.js', null, 'todo', null],
      ['todo', 'test/a.js', null, 'no callback', null],
      ['failed', 'test/b.js', 2, 'throws', 'one'],
    ]);
    expect([report.tools, report.exitCode]).toEqual([[{ name: 'tap', version }], 1]);
  });

  test.each([
    ['a file without a test is one', 'ok 1 - test/a.js\n1..1', [['passed', 'test/a.js']]],
    [
      'a file that fails although none of its tests does',
      '    ok 1 - b # SKIP\n    1..1\nnot ok 1 - test/a.js\n1..1',
      [
        ['skipped', 'b'],
        ['failed', 'test/a.js'],
      ],
    ],
    [
      'a file that passes although a test in it fails',
      '        not ok 1\n        1..1\n    ok 1 - b\n    1..1\nok 1 - test/a.js\n1..1',
      [['failed', 'b']],
    ],
    ['an assertion outside of tests', '    not ok 1 - c\n    1..1\nok 1 - test/a.js\n1..1', [['failed', 'test/a.js']]],
  ])('%s', async (_, text, expected) => {
    using checkout = checkoutWith(filesOf('16.3.10', text));
    const { tests } = await runTests(tap(), { checkout });
    expect(tests.map(({ status, name }) => [status, ...name])).toEqual(expected);
  });

  test.each([
    ['a report that is cut off', recorded('tap-16.3.10.tap').slice(0, 900)],
    ['an empty one', ''],
  ])('%s is no answer', async (_, text) => {
    using checkout = checkoutWith(filesOf('16.3.10', text));
    await expect(runTests(tap(), { checkout })).rejects.toThrow(AdapterError);
  });
});
