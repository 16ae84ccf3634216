import { expect, test } from 'vitest';
import { findAssigned } from './find-assigned.ts';
import { findTokens } from './find-tokens.ts';
import { isRandom } from './randomness.ts';

const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE_36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const BASE_62 = `${BASE_36}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

/** As a provider draws them, and the same ones each time: a generator after Park and Miller. */
function drawn(count: number, length: number, alphabet: string): string[] {
  let seed = 1;
  const character = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return alphabet[seed % alphabet.length] ?? '';
  };
  return Array.from({ length: count }, () => Array.from({ length }, character).join(''));
}

test('key ids of AWS are hardly ever taken for words, though capitals and vowels come by chance', () => {
  const missed = drawn(2000, 16, BASE_32).filter((rest) => findTokens(`const id = 'AKIA${rest}';`).length === 0);
  expect(missed.length).toBeLessThan(80);
});

test.each([
  ['glpat-', 20, BASE_62],
  ['glpat-', 20, BASE_36],
  ['ghp_', 36, BASE_62],
  ['ghp_', 36, BASE_36],
  ['sk_live_', 24, BASE_62],
] as const)('of tokens that begin with %s and are %i characters of %s hardly one is taken for words', (mark, length, alphabet) => {
  const missed = drawn(2000, length, alphabet).filter((rest) => findTokens(`const token = '${mark}${rest}';`).length === 0);
  expect(missed.length).toBeLessThan(60);
});

test.each([
  [24, BASE_36, 80],
  [32, BASE_62, 60],
] as const)('of %i characters of %s hardly one is no secret', (length, alphabet, most) => {
  const missed = drawn(2000, length, alphabet).filter((value) => !isRandom(value));
  expect(missed.length).toBeLessThan(most);
});

test.each(['oauth2ClientAndMd5HashOfOurShop', 'utf8mb4-general-and-h264-codec'])('%s is drawn by nobody', (value) => {
  expect(isRandom(value)).toBe(false);
});

test.each(['glpat-put-the-token-of-ours', 'ghp_thisIsNotTheTokenThatYouAreLookingFor', 'sk_live_theKeyOfMyOwnShop2024aa'])(
  '%s is words',
  (text) => {
    expect(findTokens(`const token = '${text}';`)).toEqual([]);
  },
);

test.each(['AKIATESTTESTTEST2345', 'AKIAIOSFODNN7EXAMPLE', 'AKIANOTAREALAWSIDATA', 'AKIAMYFAVORITEUSER22'])('%s was made up', (id) => {
  expect(findTokens(`const id = '${id}';`)).toEqual([]);
});

test.each(['Jelszó', 'Şifre', 'Parolă', 'Mật khẩu cũ', 'Nesprávné jméno nebo heslo', 'パスワードを入力'])(
  '%s is a word of a page, and no password that is known',
  (word) => {
    const found = findAssigned('messages/xx.json', [`{ "password": "${word}" }`]);
    expect(found.filter(({ strength }) => strength === 'strong')).toEqual([]);
  },
);

test.each(['Käsekuchen24', 'Größe!und7'])('%s is a password all the same', (word) => {
  expect(findAssigned('config/app.json', [`{ "password": "${word}" }`])).toMatchObject([{ strength: 'strong' }]);
});
