import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ChangedFile } from '../../domain/change.ts';
import { checkoutWith, signal } from '../../tools/fixtures/checkout-with.ts';
import { reportMutants } from './report-mutants.ts';

const RECORDED = readFileSync(new URL('../../formats/mutation-report/fixtures/stryker.json', import.meta.url), 'utf8');
const REPORT = 'reports/mutation/mutation.json';

const changed = (path: string, start = 2, end = 4): ChangedFile => ({
  path,
  status: 'modified',
  oldMode: '100644',
  newMode: '100644',
  binary: false,
  added: [{ start, end }],
  removed: [],
});

/** A program in the place of Stryker that leaves what the real one left, where it is asked for these lines. */
const stryker = (asked: string, found = 1) => `#!/bin/sh
case "$*" in 'run '*'--mutate ${asked}') ;; *) echo "asked for $*"; exit 1 ;; esac
echo "INFO ProjectReader Found ${found} of 5 file(s) to be mutated."
mkdir -p reports/mutation && cp recorded.json ${REPORT}
exit 1
`;

async function judged(files: readonly ChangedFile[], threshold: number, there: Readonly<Record<string, string>>) {
  using checkout = checkoutWith({ 'recorded.json': RECORDED, ...there });
  const said: string[] = [];
  await reportMutants(
    { workspaces: { testbed: async () => checkout }, files, threshold, signal },
    {
      report: (rule, { path, range, message }) => said.push(`${rule}: ${path}:${range?.startLine} ${message}`),
      measure: (name, value) => said.push(`${name}: ${value}`),
    },
  );
  return said;
}

const STRYKER = { 'node_modules/.bin/stryker': stryker('src/sign.js:2-4') };
const MEASURED = ['mutants of the changed lines: 6', 'mutants that tests find: 2', 'mutants that settings leave out: 0'];

test('as many mutants found as are asked', async () => {
  expect(await judged([changed('src/sign.js')], 33, STRYKER)).toEqual(MEASURED);
});

test('without a line that can be mutated nothing is started', async () => {
  expect(await judged([changed('src/sign.py')], 100, {})).toEqual([]);
});

test('a name that could be a pattern is asked for as a whole', async () => {
  const there = { 'node_modules/.bin/stryker': stryker('src/?id?.js') };
  expect(await judged([changed('src/[id].js')], 100, there)).toContain('mutants of the changed lines: 0');
});

describe('flagged', () => {
  test('fewer than are asked, each line once', async () => {
    const said = await judged([changed('src/sign.js')], 34, STRYKER);
    const score = '; tests find 33.3 % of the 6 mutants of the change, asked are 34 %';
    expect(said.map((line) => line.replace(score, ''))).toEqual([
      ...MEASURED,
      'mutant-survived: src/sign.js:2 no test fails with false (ConditionalExpression) or x <= 0 (EqualityOperator) or {} (BlockStatement)',
      'mutant-survived: src/sign.js:3 no test fails with +1 (UnaryOperator)',
    ]);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['no Stryker, and a report from before', { [REPORT]: RECORDED }, `left no ${REPORT}`],
    [
      'a Stryker that did not find the file',
      { 'node_modules/.bin/stryker': stryker('src/sign.js:2-4', 0) },
      'to change 1 files and found 0',
    ],
    ['a report that is none', { ...STRYKER, 'recorded.json': '{}' }, 'the report of mutants cannot be believed'],
    ['a run that did not come to its end', { ...STRYKER, 'recorded.json': RECORDED.replace('Survived', 'Pending') }, 'cannot be believed'],
  ])('%s is no answer', async (_, there, message) => {
    await expect(judged([changed('src/sign.js')], 0, there)).rejects.toThrow(message);
  });
});
