import { expect, test } from 'vitest';
import { firstUncovered } from './changed-lines.ts';

const WHOLE = [{ start: 1, end: 100 }];

test.each([
  ['lines that stand together', [4, 5, 6, 9], [5, 6], WHOLE, { startLine: 5, endLine: 6 }],
  ['over lines on which nothing runs', [4, 5, 9], [5, 9], WHOLE, { startLine: 5, endLine: 9 }],
  ['to the first that tests run', [4, 5, 6, 7], [4, 5, 7], WHOLE, { startLine: 4, endLine: 5 }],
  [
    'no further than the change wrote',
    [4, 20],
    [4, 20],
    [
      { start: 3, end: 6 },
      { start: 20, end: 20 },
    ],
    { startLine: 4, endLine: 4 },
  ],
  ['in any order', [9, 8, 4], [9, 8], WHOLE, { startLine: 8, endLine: 9 }],
  ['none', [4], [], WHOLE, null],
])('%s', (_, lines, uncovered, added, range) => {
  expect(firstUncovered({ lines, uncovered }, added)).toEqual(range);
});
