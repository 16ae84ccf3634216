import type { AcceptanceCriterion } from '../../domain/work-order.ts';
import type { TestOutcome } from '../../tools/tool.ts';
import { headPaths, testKey } from './compare-tests.ts';
import type { JudgedRun } from './judged-run.ts';

/** Tests that passed, skipped or failed now and of which the base commit's report knows nothing, in one of the `carried` files. */
export function newTests(
  { report, before, change }: Pick<JudgedRun, 'report' | 'before' | 'change'>,
  carried: ReadonlySet<string>,
): readonly TestOutcome[] {
  const toHead = headPaths(change);
  const known = new Set((before?.tests ?? []).map(({ file, name }) => testKey(toHead(file), name)));
  // One that holds others passes and fails with them.
  const holders = new Set(report.tests.flatMap(({ file, name }) => name.slice(1).map((_, i) => testKey(file, name.slice(0, i + 1)))));
  return report.tests.filter(({ file, name }) => {
    const key = testKey(file, name);
    return file !== null && carried.has(file) && name.join('') !== file && !known.has(key) && !holders.has(key);
  });
}

/** `AC-1` in a title; where a name can hold no hyphen, `AC_1` or `AC1` as a word of its own or in the middle of `testAC1Adds`. */
export function names({ name }: Pick<TestOutcome, 'name'>, { id }: Pick<AcceptanceCriterion, 'id'>): boolean {
  const number = id.replace(/^AC-/, '');
  return new RegExp(String.raw`((?<![A-Za-z0-9])AC|(?<![A-Za-z0-9])ac|(?<=[a-z])A[Cc])[-_ ]?${number}(?!\d)`).test(name.join(' '));
}
