import { expect, test } from 'vitest';
import { parseTrustedKeys, readTrustedKeys, withoutTrustedKey, withTrustedKey } from './trusted-keys.ts';

test('trusted keys are lines of their own, with comments and names', () => {
  expect(parseTrustedKeys('# keys\n\ned25519 AAAA someone\r\n  ed25519\tBBBB\nrsa CCCC x\ned25519\n')).toEqual(['AAAA', 'BBBB']);
  expect(parseTrustedKeys(null)).toEqual([]);
});

test('a retired key signs nothing, whatever another line says of it', () => {
  const text = 'retired AAAA Ada\ned25519 BBBB Ben B.\ned25519 AAAA again\n';
  expect(parseTrustedKeys(text)).toEqual(['BBBB']);
  expect(readTrustedKeys(text)).toEqual([
    { key: 'AAAA', name: 'Ada', isRetired: true },
    { key: 'BBBB', name: 'Ben B.', isRetired: false },
    { key: 'AAAA', name: 'again', isRetired: false },
  ]);
});

test('a key is added once, and retired in its place', () => {
  const first = withTrustedKey(null, { key: 'AAAA', name: 'Ada' });
  expect(first).toBe('# Keys whose attestations this repository trusts: ed25519 <public key> <name>\ned25519 AAAA Ada\n');
  expect(withTrustedKey(first, { key: 'AAAA', name: 'Another name' })).toBe(first);
  const both = withTrustedKey(first.trimEnd(), { key: 'BBBB', name: 'a\ned25519 CCCC' });
  expect(parseTrustedKeys(both)).toEqual(['AAAA', 'BBBB']);
  expect(withoutTrustedKey(both, 'AAAA')).toBe(both.replace('ed25519 AAAA', 'retired AAAA'));
  expect(withoutTrustedKey(both, 'CCCC')).toBe(both);
  expect(parseTrustedKeys(withTrustedKey(withoutTrustedKey(both, 'AAAA'), { key: 'AAAA', name: 'Ada' }))).toEqual(['BBBB', 'AAAA']);
});
