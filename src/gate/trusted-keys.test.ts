import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseTrustedKeys, readTrustedKeys, withoutTrustedKey, withTrustedKey } from './trusted-keys.ts';

const newKey = (kind: 'ed25519' | 'x25519' = 'ed25519') =>
  generateKeyPairSync(kind as 'ed25519')
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64');
const [A, B, C] = [newKey(), newKey(), newKey()] as const;

test('trusted keys are lines of their own, with comments and names', () => {
  expect(parseTrustedKeys(`# keys\n\ned25519 ${A} someone\r\n  ed25519\t${B}\nrsa ${C} x\ned25519\n`)).toEqual([A, B]);
  expect(parseTrustedKeys(null)).toEqual([]);
});

test('a retired key signs nothing, whatever another line says of it', () => {
  const text = `retired ${A} Ada\ned25519 ${B} Ben B.\ned25519 ${A} again\n`;
  expect(parseTrustedKeys(text)).toEqual([B]);
  expect(readTrustedKeys(text)).toEqual([
    { key: A, name: 'Ada', isRetired: true },
    { key: B, name: 'Ben B.', isRetired: false },
    { key: A, name: 'again', isRetired: false },
  ]);
});

test('a key is added once, and retired in its place', () => {
  const first = withTrustedKey(null, { key: A, name: 'Ada' });
  expect(first).toBe(`# Keys whose attestations this repository trusts: ed25519 <public key> <name>\ned25519 ${A} Ada\n`);
  expect(withTrustedKey(first, { key: A, name: 'Another name' })).toBe(first);
  const both = withTrustedKey(first.trimEnd(), { key: B, name: `a\ned25519 ${C}` });
  expect(parseTrustedKeys(both)).toEqual([A, B]);
  expect(withoutTrustedKey(both, A)).toBe(both.replace(`ed25519 ${A}`, `retired ${A}`));
  expect(withoutTrustedKey(both, C)).toBe(both);
  expect(parseTrustedKeys(withTrustedKey(withoutTrustedKey(both, A), { key: A, name: 'Ada' }))).toEqual([B, A]);
});

const respelled = (key: string): readonly (readonly [string, string])[] => [
  ['without its padding', key.replace('=', '')],
  ['url-safe', key.replaceAll('+', '-').replaceAll('/', '_')],
  ['with a character that is none', `${key.slice(0, 20)}!${key.slice(20)}`],
  ['with something appended', `${key}AAAA`],
  ['with bits that say nothing', key.replace(/.=$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=`)],
];

// Its base64 has both characters that are others when it is url-safe.
const D = 'MCowBQYDK2VwAyEA+/8s1rYzpdRjGkS0NbDp6mxXEQxSOdGVlY1lRrJYrM0=';

test.each(respelled(D))('a key counts in one spelling, and retired in every one: %s', (_, other) => {
  expect(other).not.toBe(D);
  expect(parseTrustedKeys(`retired ${D} Dan\ned25519 ${other} again\ned25519 ${A}\n`)).toEqual([A]);
  expect(parseTrustedKeys(`ed25519 ${other} Dan\n`)).toEqual([]);
  expect(parseTrustedKeys(`retired ${other} Dan\ned25519 ${D}\ned25519 ${A}\n`)).toEqual([A]);
  expect(withoutTrustedKey(`ed25519 ${other} Dan\n`, D)).toBe(`retired ${other} Dan\n`);
  expect(withTrustedKey(`# keys\ned25519 ${other} Dan\n`, { key: D, name: 'Dan' })).toBe(`# keys\ned25519 ${D} Dan\n`);
});

test('what is no Ed25519 key is no trusted one', () => {
  expect(parseTrustedKeys(`ed25519 AAAA\ned25519 ${newKey('x25519')}\ned25519 ${A}\n`)).toEqual([A]);
});
