import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { parseIstanbulCoverage } from './parse-istanbul-coverage.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

describe('parseIstanbulCoverage', () => {
  test('reads what the v8 provider of vitest wrote', () => {
    expect(parseIstanbulCoverage(fixture('vitest.json'))).toEqual(
      new Map([
        [
          '/project/src/sign.ts',
          new Map([
            [2, 4],
            [3, 0],
            [5, 4],
          ]),
        ],
      ]),
    );
  });

  test('reads what jest wrote', () => {
    expect(parseIstanbulCoverage(fixture('jest.json'))).toEqual(
      new Map([
        [
          '/project/src/sign.js',
          new Map([
            [1, 1],
            [2, 2],
            [3, 0],
            [5, 2],
          ]),
        ],
      ]),
    );
  });

  type Span = readonly [from: number, to: number | null];
  test.each<[string, Span, Span, Span, Span]>([
    // `const two = () => 2;` as nyc and jest have it, and as the v8 provider of vitest does.
    ['an arrow function', [19, 26], [25, 26], [19, 20], [25, 26]],
    ['an arrow function to the end of its line', [13, null], [25, null], [13, 25], [25, null]],
  ])('%s on one line that nothing calls is not covered by its file being loaded', (_, around, body, decl, loc) => {
    const at = ([from, to]: Span) => ({ start: { line: 1, column: from }, end: { line: 1, column: to } });
    const lineOf = (calls: number, inner = calls) => {
      const fnMap = { 0: { name: '(anonymous_0)', decl: at(decl), loc: at(loc) } };
      const file = { path: '/a.js', statementMap: { 0: at(around), 1: at(body) }, s: { 0: 1, 1: inner }, fnMap, f: { 0: calls } };
      return parseIstanbulCoverage(JSON.stringify({ '/a.js': file }))
        .get('/a.js')
        ?.get(1);
    };
    expect([lineOf(0), lineOf(2)]).toEqual([0, 2]);
  });

  test('a callback that is not called leaves its line as the statement around it was', () => {
    const at = (from: number, to: number) => ({ start: { line: 1, column: from }, end: { line: 1, column: to } });
    const fnMap = { 0: { name: '(anonymous_0)', decl: at(28, 29), loc: at(35, 40) } };
    const file = { path: '/a.js', statementMap: { 0: at(21, 41), 1: at(35, 40) }, s: { 0: 1, 1: 0 }, fnMap, f: { 0: 0 } };
    expect(parseIstanbulCoverage(JSON.stringify({ '/a.js': file })).get('/a.js')).toEqual(new Map([[1, 1]]));
  });

  test('a line counts as its most often hit statement; a statement without a count was not hit', () => {
    const at = (line: number) => ({ start: { line, column: 0 }, end: { line, column: 1 } });
    const file = { path: '/a.js', statementMap: { 0: at(1), 1: at(1), 2: at(2) }, s: { 0: 0, 1: 3 } };
    expect(parseIstanbulCoverage(JSON.stringify({ '/a.js': file }))).toEqual(
      new Map([
        [
          '/a.js',
          new Map([
            [1, 3],
            [2, 0],
          ]),
        ],
      ]),
    );
  });

  test('a file named __proto__ changes nothing but the answer', () => {
    const answer = parseIstanbulCoverage('{"__proto__":{"path":"__proto__","statementMap":{},"s":{}}}');
    expect([...answer.keys()].every((key) => key === '__proto__')).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('whatever it is given, it answers coverage or throws an AdapterError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const answer = answerOf(() => parseIstanbulCoverage(text));
        expect(answer instanceof AdapterError || answer instanceof Map).toBe(true);
      }),
    );
  });
});

function answerOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
