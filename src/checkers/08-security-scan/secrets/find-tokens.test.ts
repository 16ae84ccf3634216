import { expect, test } from 'vitest';
import { findTokens } from './find-tokens.ts';

const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As a provider draws them, and the same ones each time: a generator after Park and Miller. */
function drawn(count: number, length: number): string[] {
  let seed = 1;
  const character = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return BASE_32[seed % BASE_32.length] ?? '';
  };
  return Array.from({ length: count }, () => Array.from({ length }, character).join(''));
}

test('key ids of AWS are hardly ever taken for words, though capitals and vowels come by chance', () => {
  const missed = drawn(2000, 16).filter((rest) => findTokens(`const id = 'AKIA${rest}';`).length === 0);
  expect(missed.length).toBeLessThan(80);
});

test.each(['AKIATESTTESTTEST2345', 'AKIAIOSFODNN7EXAMPLE', 'AKIANOTAREALAWSIDATA', 'AKIAMYFAVORITEUSER22'])('%s was made up', (id) => {
  expect(findTokens(`const id = '${id}';`)).toEqual([]);
});
