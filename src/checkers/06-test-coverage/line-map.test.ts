import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headLine, lineRanges } from './line-map.ts';

describe('headLine', () => {
  test('follows every line that was left as it was', () => {
    // Each line of base is kept or removed; before each, some lines are added.
    const edits = fc.array(fc.record({ added: fc.nat(3), isKept: fc.boolean() }), { maxLength: 40 });
    fc.assert(
      fc.property(edits, (lines) => {
        const removed: { start: number; end: number }[] = [];
        const added: { start: number; end: number }[] = [];
        const expected: (number | null)[] = [];
        let at = 0;
        lines.forEach((line, i) => {
          if (line.added > 0) added.push({ start: at + 1, end: at + line.added });
          at += line.added;
          if (line.isKept) at += 1;
          else removed.push({ start: i + 1, end: i + 1 });
          expected.push(line.isKept ? at : null);
        });
        expect(lines.map((_, i) => headLine({ removed, added }, i + 1))).toEqual(expected);
      }),
    );
  });
});

test('lineRanges joins what is consecutive and counts what is too much', () => {
  expect(lineRanges([9, 3, 4, 5])).toBe('3–5, 9');
  expect(lineRanges([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])).toBe('1, 3, 5, 7, 9, 11, 13, 15 and 2 more');
});
