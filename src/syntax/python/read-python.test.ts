import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pythonLinesThatRun, readPython } from './read-python.ts';

const shape = (text: string) => {
  const tree = (statements: ReturnType<typeof readPython>['statements']): unknown[] =>
    statements.flatMap(({ code, body }) => (body.length === 0 ? [code] : [code, tree(body)]));
  return tree(readPython(text).statements);
};

describe('statements', () => {
  test.each([
    ['a block', 'if x:\n    a\n    b\nc\n', ['if x:', ['a', 'b'], 'c']],
    ['brackets over lines', 'f(\n  1,  # one\n  [2,\n3])\nb', ['f(   1,    [2, 3])', 'b']],
    ['a line that goes on', 'a = 1 + \\\n    2\nb', ['a = 1 +      2', 'b']],
    ['several on a line', 'if x: a; b\nc; d', ['if x:', ['a', 'b'], 'c', 'd']],
    ['a colon in a lambda', 'if (lambda: 1)(): a\nwith lambda x: x: b\n', ['if (lambda: 1)():', ['a'], 'with lambda x: x:', ['b']]],
    ['an assignment in a condition', 'if x := f():\n    a\n', ['if x := f():', ['a']]],
    ['an annotation', 'x: int = 1\n', ['x: int = 1']],
    ['texts', `a = 'it\\'s # no' + r"\\\\" + b'''\nx\n'''\nb`, ['a = "" + "" + ""', 'b']],
    ['texts in a text', `f'{x["a"]!r:>{w}}' + f"{d["k"]} {{ no }}" + rf'{a:%H:%M}'\nb`, ['"" + "" + ""', 'b']],
    ['a name before a text', 'print"" \nxf""', ['print""', 'xf""']],
    ['tabs', 'if x:\n\ta\n\tif y:\n\t\tb\nc', ['if x:', ['a', 'if y:', ['b']], 'c']],
    ['comments and empty lines between', 'def f():\n    a\n\n# no\n  # no\n    b\n', ['def f():', ['a', 'b']]],
    ['Windows', 'if x:\r\n    a\r\nb\r\n', ['if x:', ['a'], 'b']],
    ['a mark of the byte order', '\ufeffa\n', ['a']],
  ])('%s', (_, text, expected) => {
    expect(readPython(text).problem).toBeNull();
    expect(shape(text).map((one) => (typeof one === 'string' ? one.replace(/\s+/g, ' ') : one))).toEqual(
      expected.map((one) => (typeof one === 'string' ? one.replace(/\s+/g, ' ') : one)),
    );
  });
});

describe('what is no program', () => {
  test.each([
    ['a bracket that is not closed', 'a\nf(1,\nb\n', "'(' was never closed", 2],
    ['a bracket that closes nothing', 'a)\n', "')' closes nothing", 1],
    ['brackets that do not fit', 'a\nb = (1]\n', "']' closes nothing", 2],
    ['a text that is not ended', 'a\nb = "x\n', 'a text is not ended', 2],
    ['a long text that is not ended', 'a\n"""x\ny\n', 'a text over several lines is not ended', 2],
    ['a block that is not there', 'def f():\n', 'the file ends where a block begins', 1],
    ['a block that is not there, and more', 'def f():\na\n', 'nothing is indented below line 1', 2],
    ['an indentation for nothing', 'a\n    b\n', 'unexpected indentation', 2],
    ['an indentation of no block', 'if x:\n        a\n    b\n', 'the indentation is that of no block above', 3],
  ])('%s', (_, text, message, line) => {
    expect(readPython(text).problem).toEqual({ message, line });
  });
});

test('lines that run', () => {
  const text = '"""doc"""\nimport a\n\n\ndef f(\n    x,\n):\n    "doc"\n    if x:\n        return 1\n    else:\n        return 2\n';
  expect([...pythonLinesThatRun(text)]).toEqual([2, 5, 9, 10, 12]);
});

test('nothing makes it throw', () => {
  const piece = fc.constantFrom(
    'def f():',
    '\n',
    '    ',
    '"',
    "'",
    '"""',
    '(',
    ')',
    '{',
    '}',
    'f"',
    ':',
    '#',
    '\\',
    ';',
    'if x:',
    '\t',
    'x',
    '@a',
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => Array.isArray(readPython(pieces.join('')).statements)));
  expect(readPython('('.repeat(100_000)).problem?.message).toBe('too many nested brackets');
  expect(readPython(`f"${'{f"'.repeat(10_000)}`).problem?.message).toBe('a text is not ended');
});
