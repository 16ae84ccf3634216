import { expect, test } from 'vitest';
import { hunksOf, withoutHunk } from './hunks.ts';

const BASE = 'a\nb\nc\nd\ne\nf\ng\n';
const HEAD = 'a\nB\nBB\nc\ne\nf\nnew\ng\n';
// git diff -U0: -2 +2,2 | -4 +4,0 | -6,0 +7
const FILE = {
  added: [
    { start: 2, end: 3 },
    { start: 7, end: 7 },
  ],
  removed: [
    { start: 2, end: 2 },
    { start: 4, end: 4 },
  ],
};

test('lines that one side alone has are put where they belong', () => {
  expect(hunksOf(FILE)).toEqual([
    { base: { start: 2, end: 2 }, head: { start: 2, end: 3 } },
    { base: { start: 4, end: 4 }, head: { start: 5, end: 4 } },
    { base: { start: 7, end: 6 }, head: { start: 7, end: 7 } },
  ]);
});

test.each([
  [0, 'a\nb\nc\ne\nf\nnew\ng\n'],
  [1, 'a\nB\nBB\nc\nd\ne\nf\nnew\ng\n'],
  [2, 'a\nB\nBB\nc\ne\nf\ng\n'],
])('without hunk %i the rest stays', (index, text) => {
  const hunk = hunksOf(FILE)[index];
  expect(hunk && withoutHunk({ base: BASE, head: HEAD }, hunk)).toBe(text);
});

test('without any of them it is base again', () => {
  expect(hunksOf(FILE).reduceRight((head, hunk) => withoutHunk({ base: BASE, head }, hunk), HEAD)).toBe(BASE);
});
