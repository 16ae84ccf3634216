import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simpleCommands } from './simple-commands.ts';

test.each([
  ['', []],
  ['a', [['a']]],
  ['a b && c || d; e | f & g', [['a', 'b'], ['c'], ['d'], ['e'], ['f'], ['g']]],
  [`a "b c" 'd && e' f\\ g`, [['a', 'b c', 'd && e', 'f\\ g']]],
  ['A=1 B="x y" a', [['a']]],
  ['cross-env A=1 npx --yes -- a b', [['a', 'b']]],
  ['nyc --reporter lcov a', [['a']]],
  ['./node_modules/.bin/a --b', [['a', '--b']]],
  ['npx', []],
])('%j', (script, commands) => {
  expect(simpleCommands(script)).toEqual(commands);
});

test('reads any text, in words that are never empty of it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (script) => {
      expect(simpleCommands(script).every((words) => words.length > 0)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
