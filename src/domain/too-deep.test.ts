import { describe, expect, test } from 'vitest';
import { tooDeepAt } from './too-deep.ts';

/** What ended the parser's whole process, or whoever walked its tree, when it was repeated often enough. */
const BOMBS: readonly (readonly [string, string])[] = [
  ['(', ''],
  ['[', ']'],
  ['class extends ', 'a {}'],
  ['if (a) ', 'b'],
  ['if (a) b;\nelse ', 'b'],
  ['for (;;) ', 'b'],
  ['label: ', 'b'],
  ['a => ', 'b'],
  ['A<', 'b'],
  ['a ? b : ', 'c'],
  ['typeof\n', 'a'],
  ['new ', 'a'],
  ['await ', 'a'],
  ['keyof ', 'a'],
  ['a = ', 'b'],
  ['!', 'a'],
  ['a + ', 'b'],
  ['a instanceof\n', 'b'],
  ['()', ''],
  ['``', ''],
  ['[0]', ''],
  ['[a => a => a => a => ', 'b'],
];

describe('tooDeepAt', () => {
  test.each(BOMBS)('%j, again and again', (piece, end) => {
    expect(tooDeepAt(`x = 1;\n${piece.repeat(20_000)}${end}`)).not.toBeNull();
    expect(tooDeepAt(`x = 1;\n${piece.repeat(40)}${end}`)).toBeNull();
  });

  test('names the line, and looks behind quotes and comments that hide a bracket', () => {
    expect(tooDeepAt(`a;\n\n${'['.repeat(1001)}`)).toBe(3);
    expect(tooDeepAt(`// '\n${'['.repeat(600)}\n// '\n${'['.repeat(600)}`)).toBe(4);
    expect(tooDeepAt(`a = '${']'.repeat(2000)}' + ${'['.repeat(600)}'${']'.repeat(2000)}' + ${'['.repeat(600)}`)).toBe(1);
  });

  test.each([
    ['statements without semicolons', 'const a = typeof b\nfoo(a)\nif (a) b()\nelse c()\nexport class D extends E {}\n'],
    ['statements', 'if (a) { b(); } else { c = d ? e : f; }\n'],
    ['a table', '[1, -2, "x", a.b],\n'],
    ['a function', 'function f(a, b) {\n  return a && b\n}\n'],
  ])('however long: %s', (_, piece) => {
    expect(tooDeepAt(piece.repeat(20_000))).toBeNull();
  });
});
