import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGlob } from './matches-glob.ts';
import { scopesOverlap } from './scopes-overlap.ts';

const order = (...scope: string[]) => ({ scope, mayChange: [] });

test.each([
  [['src/a/**'], ['src/b/**'], false],
  [['src/a/**'], ['src/a/x.ts'], true],
  [['src/**'], ['src/a/**'], true],
  [['docs/*.md'], ['src/**', 'docs/guide.md'], true],
  [['**/*.md'], ['src/**'], true],
  [['src/{a,b}/**'], ['src/c/**'], true],
  [['src/a.ts'], ['src/b.ts'], false],
  [[], ['src/b.ts'], true],
])('%j and %j: %s', (one, other, expected) => {
  expect([scopesOverlap(order(...one), order(...other)), scopesOverlap(order(...other), order(...one))]).toEqual([expected, expected]);
});

test('protected paths an order may change count', () => {
  expect(scopesOverlap({ scope: ['src/a/**'], mayChange: ['package.json'] }, { scope: ['src/b/**'], mayChange: ['package.json'] })).toBe(
    true,
  );
});

test('two that match one path overlap', () => {
  const part = fc.constantFrom('a', 'b', '*', '**', '{a,b}', 'a*', '?');
  const glob = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const path = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(glob, glob, path, (one, other, at) => {
      fc.pre(matchesGlob(at, one) && matchesGlob(at, other));
      return scopesOverlap(order(one), order(other));
    }),
  );
});
