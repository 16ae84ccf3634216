import { expect, test } from 'vitest';
import { firstDifference } from './first-differences.ts';

test.each([
  ['the same', 'a\nb\n', 'a\nb\n', null],
  ['a line', 'a\n b\nc\n', 'a\nb\nc\n', 2],
  ['a line too many', 'a\n\n\nb\n', 'a\n\nb\n', 3],
  ['lines that are missing at the end', 'a\nb\n', 'a\nb\nc\n', 2],
  ['the end of the last line', 'a\nb', 'a\nb\n', 2],
  ['a file of which nothing is left', 'a\n', '', 1],
  ['an empty file', '', 'a\n', 1],
  ['ends of lines', 'a\r\nb\r\n', 'a\nb\n', 1],
])('%s', (_, text, formatted, line) => {
  expect(firstDifference(text, formatted)).toBe(line);
});
