import { matchesGlob as nodesMatchesGlob } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGlob } from './matches-glob.ts';

test.each([
  ['src/a.ts', 'src/*.ts', true],
  ['src/a/b.ts', 'src/*.ts', false],
  ['src/a/b.ts', 'src/**', true],
  ['src/b.ts', 'src/**/b.ts', true],
  ['src/x/y/b.ts', 'src/**/b.ts', true],
  ['srcx', 'src/**', false],
  ['a.ts', '**/*.ts', true],
  ['a/b', 'a**b', false],
  ['a.js', '*.{ts,js}', true],
  ['a.d.ts', '*.{d.{ts,mts},js}', true],
  ['{a', '{a', true],
  ['b.ts', '[!a].ts', true],
  ['a.ts', '[!a].ts', false],
  ['b', '[a-c]', true],
  ['a/b', 'a[!x]b', false],
  ['a[b].ts', String.raw`a\[b\].ts`, true],
  ['a+b', 'a+b', true],
  ['axb', 'a.b', false],
  ['README.md', './README.md', true],
  ['docs/a.md', 'docs/', true],
  ['a\nb', '*', true],
  ['😀', '?', true],
])('%j against %j: %j', (path, glob, matches) => {
  expect(matchesGlob(path, glob)).toBe(matches);
});

// What node's own does not see: a name that starts with a dot hides a file from a glob that protects.
test.each([
  ['.jidoka/.x/y', '.jidoka/**'],
  ['.hidden/.npmrc', '**/.npmrc'],
  ['a/.hidden/vitest.config.ts', '**/vitest.config.*'],
  ['.env', '*'],
  ['.github', '.github/**'],
])('%j is seen by %j', (path, glob) => {
  expect(matchesGlob(path, glob)).toBe(true);
  expect(nodesMatchesGlob(path, glob)).toBe(false);
});

test('agrees with node where no name starts with a dot', () => {
  const name = fc.constantFrom('a', 'b', 'ab', 'a.ts', 'b.js');
  const part = fc.constantFrom('a', '*', '**', 'a*', '*.ts', '?', '{a,b}', '[ab]', '[!a]', '*.{ts,js}');
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.array(part, { minLength: 1, maxLength: 4 }), (names, parts) => {
      const [path, glob] = [names.join('/'), parts.join('/')];
      // The one other difference, wanted: `a/**` is `a` too.
      fc.pre(!glob.endsWith('/**'));
      expect([path, glob, matchesGlob(path, glob)]).toEqual([path, glob, nodesMatchesGlob(path, glob)]);
    }),
    { numRuns: 2000 },
  );
});

test('takes any text as a glob, and a path without a wildcard as itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (path, glob) => {
      expect(typeof matchesGlob(path, glob)).toBe('boolean');
    }),
    { numRuns: 2000 },
  );
});

// A regular expression would take minutes for this one.
test('does not hang on a path made to make it hang', () => {
  expect(matchesGlob('a'.repeat(4000), `${'*a'.repeat(30)}b`)).toBe(false);
  expect(matchesGlob('a/'.repeat(2000), `${'**/a/'.repeat(30)}b`)).toBe(false);
  expect(matchesGlob('a'.repeat(40), `${'{a,a}'.repeat(40)}b`)).toBe(false);
});

test('a glob of brackets that nobody closes takes no time', { timeout: 5000 }, () => {
  expect(matchesGlob('a', '['.repeat(150_000))).toBe(false);
});
