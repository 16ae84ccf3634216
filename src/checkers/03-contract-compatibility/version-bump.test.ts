import { expect, test } from 'vitest';
import { saysBroken } from './version-bump.ts';

test.each<[base: string | null, head: string | null, says: boolean]>([
  ['1.2.3', '2.0.0', true],
  ['1.2.3', '1.3.0', false],
  ['2.0.0', '1.0.0', false],
  ['v1', 'v2', true],
  ['0.1.0', '0.2.0', true],
  ['0.1.0', '0.1.1', false],
  ['1.0.0', null, false],
  [null, null, false],
  [null, '1.0.0', true],
  ['2026-03-01', '2026-04-01', true],
  ['2026-03-01', '2026-03-01', false],
  ['2026-03-01', '2026-02-01', false],
  ['latest', 'next', true],
  ['1.2.0', 'next', false],
])('%s, then %s: %s', (base, head, says) => {
  expect(saysBroken(base, head)).toBe(says);
});
