import { expect, test } from 'vitest';
import { NumberRanges } from './number-ranges.ts';

const RANGES = new NumberRanges([
  { from: 8, to: Infinity },
  { from: 1, to: 3 },
  { from: 4, to: 4 },
  { from: 2, to: 2 },
]);

test.each([
  [0, 0, false],
  [1, 4, true],
  [4, 5, false],
  [6, 7, false],
  [7, 8, false],
  [9, Infinity, true],
])('%s to %s: %s', (from, to, covered) => {
  expect(RANGES.covers({ from, to })).toBe(covered);
  expect(new NumberRanges([]).has(from)).toBe(false);
});
