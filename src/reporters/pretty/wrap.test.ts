import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, fit } from './display-width.ts';
import { unbroken, wrap } from './wrap.ts';

test.each([
  ['plain', 5],
  ['自働化', 6],
  ['🏭 ok', 5],
  ['e\u0301', 1],
  ['\u001b[2m\u001b[31mred\u001b[39m\u001b[22m', 3],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('keeps a word whole, however long, and the breaks of the text', () => {
  expect(wrap('see src/a/very/long/path.ts now\nnext', { columns: 10, first: '* ', rest: '  ' })).toEqual([
    '* see',
    '  src/a/very/long/path.ts',
    '  now',
    '  next',
  ]);
});

test('keeps a command whole', () => {
  expect(wrap(`then run ${unbroken('git merge --ff-only jidoka/x')} again`, { columns: 20, first: '', rest: '  ' })).toEqual([
    'then run',
    '  git merge --ff-only jidoka/x',
    '  again',
  ]);
});

test('no line is wider than asked unless it is one word, and nothing is lost', () => {
  const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).map((word) => word.replaceAll(/\s/gu, '_')));
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), (list, columns) => {
      const lines = wrap(list.join(' '), { columns, first: '- ', rest: '  ' });
      expect(lines.map((line) => line.slice(2)).join(' ')).toBe(list.join(' '));
      for (const line of lines) expect(displayWidth(line) <= columns || !line.slice(2).includes(' ')).toBe(true);
    }),
  );
});

test('what has to fit fits, and keeps its beginning', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (text, columns) => {
      const fitted = fit(text, columns);
      expect(displayWidth(fitted)).toBeLessThanOrEqual(columns);
      expect(fitted === text || text.startsWith(fitted.slice(0, -1))).toBe(true);
    }),
  );
});
