import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMutationReport } from './parse-mutation-report.ts';

const RECORDED = readFileSync(new URL('./fixtures/stryker.json', import.meta.url), 'utf8');

test('Stryker, as recorded', () => {
  const [[path, mutants] = []] = parseMutationReport(RECORDED);
  expect([path, mutants?.map(({ mutator, fate, startLine, endLine }) => `${mutator} ${fate} ${startLine}-${endLine}`)]).toEqual([
    'src/sign.js',
    [
      'BlockStatement found 1-6',
      'ConditionalExpression found 2-2',
      'ConditionalExpression survived 2-2',
      'EqualityOperator survived 2-2',
      'EqualityOperator found 2-2',
      'BlockStatement survived 2-4',
      'UnaryOperator survived 3-3',
    ],
  ]);
});

test.each([
  ['nothing', ''],
  ['what was cut off', RECORDED.slice(0, -3)],
  ['a run that did not come to its end', RECORDED.replace('"Survived"', '"Pending"')],
  ['a status that nobody knows', RECORDED.replace('"Survived"', '"Fine"')],
  ['another format', '{"files":{}}'],
])('%s is no report', (_, text) => {
  expect(() => parseMutationReport(text)).toThrow(/the report of mutants/);
});
