import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enclosingSymbol } from './enclosing-symbol.ts';
import { importsOf } from './imports.ts';
import { parseSource, type ParsedSource } from './parse-source.ts';
import { testsOf } from './tests.ts';

function source(text: string, path = 'a.ts'): ParsedSource {
  const parsed = parseSource(path, text);
  if (parsed === null) throw new Error('no source file');
  return parsed;
}

describe('a source file', () => {
  test('is told by its name', () => {
    expect(['a.ts', 'a.d.mts', 'a.jsx', 'a.cjs', 'a.py', 'ts', 'a.vue'].map((path) => parseSource(path, '')?.language ?? null)).toEqual([
      'ts',
      'ts',
      'js',
      'js',
      null,
      null,
      null,
    ]);
  });

  test.each([
    ['a.js', 'export const a = <p>hi</p>;'],
    ['a.js', 'if (x) return;'],
    ['a.cjs', 'with (a) b;'],
    ['a.js', '// @flow\nexport type A = string;\nexport const f = (a: ?number): string => String(a);'.replace('?', '')],
    ['a.ts', 'const a = <string>b;'],
    ['a.tsx', 'const a = <T,>(b: T) => <p>{b}</p>;'],
    ['a.js', '#!/usr/bin/env node\nawait a;\nexport {};'],
    ['a.ts', ''],
  ])('%s parses: %s', (path, text) => {
    expect(source(text, path).problem).toEqual(null);
  });

  test('says where it stops to be a program', () => {
    expect(source('const a = 1;\nfunction b() {\n  c(').problem).toEqual({ message: expect.stringContaining('EOF') as string, line: 3 });
  });

  test('counts lines in its own characters', () => {
    const { lineOf, text } = source("const a = '𝒳é\u2028';\r\nconst b = 1;\nconst c = 2;");
    expect([0, text.indexOf('b'), text.indexOf('c = 2'), text.length].map(lineOf)).toEqual([1, 2, 3, 3]);
  });

  test.each(['['.repeat(200_000), `a${'+a'.repeat(200_000)}`, '{\n'.repeat(20_000), "'('+[".repeat(20_000), '[/*]*/'.repeat(20_000)])(
    'does not take the process with it when it is nested without end (%#)',
    (text) => {
      expect(source(text).problem?.message).toBe('It is nested too deeply to be parsed');
    },
  );

  test('of any content is read without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('a.ts', 'a.js', 'a.tsx', 'a.d.ts'), (text, path) => {
        const parsed = source(text, path);
        importsOf(parsed);
        testsOf(parsed);
        enclosingSymbol(parsed, 1);
      }),
    );
  });
});

test('symbols around a line', () => {
  const parsed = source(
    [
      'const top = 1;',
      'function outer() {',
      '  const inner = () => {',
      '    return 1;',
      '  };',
      '}',
      'class A {',
      '  #b() {',
      '    return 1;',
      '  }',
      '  c = 1;',
      '}',
      "describe('suite', () => {",
      "  it('works', () => {",
      '    a();',
      '  });',
      '});',
      'a();',
    ].join('\n'),
  );
  const at = [1, 4, 9, 11, 12, 15, 18].map((line) => enclosingSymbol(parsed, line));
  expect(at).toEqual(['top', 'outer.inner', 'A.#b', 'A.c', 'A', 'suite.works', null]);
});

test('imports of every kind', () => {
  const parsed = source(`
    import a, { b as c, type D } from 'one';
    import type { E } from 'two';
    import { type F } from 'three';
    import 'four';
    export * from 'five';
    export { g } from 'six';
    const { h, i: j } = require('seven');
    const k = await import('eight');
    try { require('nine'); } catch (error) { report(error); require('ten'); }
    import l = require('eleven');
    type M = import('twelve').M;
    import(name); require(name); require.resolve('no'); other('no');
  `);
  expect(
    importsOf(parsed).map(({ specifier, kind, isTypeOnly, isGuarded, names }) => [
      specifier,
      kind,
      isTypeOnly,
      isGuarded,
      names.map(({ imported, local }) => `${imported} ${local}`),
    ]),
  ).toEqual([
    ['one', 'static', false, false, ['default a', 'b c', 'D D']],
    ['two', 'static', true, false, ['E E']],
    ['three', 'static', true, false, ['F F']],
    ['four', 'static', false, false, []],
    ['five', 'export-from', false, false, []],
    ['six', 'export-from', false, false, []],
    ['seven', 'require', false, false, ['h h', 'i j']],
    ['eight', 'dynamic', false, false, ['* k']],
    ['nine', 'require', false, true, []],
    ['ten', 'require', false, false, []],
    ['eleven', 'require', false, false, ['* l']],
    ['twelve', 'static', true, false, []],
  ]);
});

test('of what was parsed the trees used last are kept, within bounds, and both sides of a file however long it is', () => {
  const long = (name: string) => [`${name}.js`, `// ${name}${'x'.repeat(1_400_000)}\n`] as const;
  const huge = (name: string) => [`${name}.js`, `// ${name}${'x'.repeat(4_000_000)}\n`] as const;
  const [first, second] = [parseSource(...long('first')), parseSource(...long('second'))];
  expect(parseSource(...long('first'))).toBe(first);
  parseSource(...long('third'));
  expect([parseSource(...long('first')) === first, parseSource(...long('second')) === second]).toEqual([true, false]);
  const [before, after] = [parseSource(...huge('before')), parseSource(...huge('after'))];
  expect([parseSource(...huge('before')) === before, parseSource(...huge('after')) === after]).toEqual([true, true]);
});
