import { expect, test } from 'vitest';
import { veilTokens } from './veil-tokens.ts';

const rest = 'm6qtkUsieoGoTzdWcgfmZCJ2Sxz9e8pGnyf2';

test('a token that is quoted is shown by its first characters', () => {
  expect(veilTokens(`Replace "ghp_${rest}" with 'ghp_${rest}'`)).toBe('Replace "ghp_…" with \'ghp_…\'');
});

test.each(['x is not a function', `sha256-${rest}`, `src/myghp_${rest}.ts`, ''])('%j stays as it is', (text) => {
  expect(veilTokens(text)).toBe(text);
});
