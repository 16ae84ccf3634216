import { expect, test } from 'vitest';
import { UserError } from '../domain/error.ts';
import { CATALOG, checkerNamed, modeOf } from './policy.ts';

test('each phase adds the checkers the journey says, and takes none away', () => {
  const enforcedAt = (phase: number) =>
    CATALOG.filter((entry) => modeOf(entry, { phase, configured: undefined }) === 'enforced').map(({ number }) => number);
  expect([1, 2, 3, 4, 5, 6].map(enforcedAt)).toEqual([
    [2],
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 18],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 18, 19],
    CATALOG.map(({ number }) => number),
  ]);
});

test('a config tightens and never loosens', () => {
  const entry = checkerNamed('6');
  expect([
    modeOf(entry, { phase: 1, configured: 'enforced' }),
    modeOf(entry, { phase: 1, configured: 'shadow' }),
    modeOf(entry, { phase: 3, configured: 'shadow' }),
  ]).toEqual(['enforced', 'shadow', 'enforced']);
});

test('a checker is named by id or number', () => {
  expect([checkerNamed('4').id, checkerNamed('test-coverage').number]).toEqual(['generated-code-integrity', 6]);
  for (const name of ['', '0', '21', '04', 'Test-Coverage']) expect(() => checkerNamed(name)).toThrow(UserError);
});
