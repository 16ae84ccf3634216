import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { UserError } from '../domain/error.ts';
import { createSigningKey, isSignedBy, keyIdOf, loadSigningKey, signingKeyFile } from './signing-key.ts';

const BYTES = Buffer.from('what is signed');

test('a new key is for its owner alone, and is the one that is loaded', () => {
  using folder = temporaryFolder();
  const env = { XDG_CONFIG_HOME: join(folder.path, 'config') };
  expect(loadSigningKey(env)).toBeNull();
  const made = createSigningKey(env);
  const file = signingKeyFile(env);
  const loaded = loadSigningKey(env);
  expect([loaded?.keyId, loaded?.publicKey, keyIdOf(made.publicKey)]).toEqual([made.keyId, made.publicKey, made.keyId]);
  expect([file, statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([
    join(folder.path, 'config/jidoka/signing-key.pem'),
    0o600,
    0o700,
  ]);
});

test('an existing key is never overwritten', () => {
  using folder = temporaryFolder();
  const env = { XDG_CONFIG_HOME: folder.path };
  createSigningKey(env);
  const before = readFileSync(signingKeyFile(env), 'utf8');
  expect(() => createSigningKey(env)).toThrow(UserError);
  expect(readFileSync(signingKeyFile(env), 'utf8')).toBe(before);
});

test('a config folder that is none is not looked for in the repository', () => {
  const home = '/home/person';
  const own = '/home/person/.config/jidoka/signing-key.pem';
  expect(['', 'relative', undefined].map((XDG_CONFIG_HOME) => signingKeyFile({ HOME: home, XDG_CONFIG_HOME }))).toEqual([own, own, own]);
});

test('the environment’s key comes before the file’s', () => {
  using folder = temporaryFolder();
  const env = { XDG_CONFIG_HOME: folder.path };
  const file = createSigningKey(env);
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = loadSigningKey({ ...env, JIDOKA_SIGNING_KEY: pem });
  expect(key?.keyId === file.keyId).toBe(false);
  expect(isSignedBy(key?.publicKey ?? '', BYTES, key?.sign(BYTES) ?? '')).toBe(true);
});

test.each([
  [
    'another kind',
    generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'rsa',
  ],
  ['no key', 'not a key', 'no private key'],
  ['nothing', '', 'no private key'],
])('%s is refused by name', (_, pem, message) => {
  expect(() => loadSigningKey({ JIDOKA_SIGNING_KEY: pem })).toThrow(message);
  using folder = temporaryFolder();
  const env = { XDG_CONFIG_HOME: folder.path };
  mkdirSync(dirname(signingKeyFile(env)), { recursive: true });
  writeFileSync(signingKeyFile(env), pem, { mode: 0o600 });
  expect(() => loadSigningKey(env)).toThrow(message);
});

test('only the right signature over the right bytes by the right key counts', () => {
  using folder = temporaryFolder();
  const one = createSigningKey({ XDG_CONFIG_HOME: join(folder.path, 'one') });
  const two = createSigningKey({ XDG_CONFIG_HOME: join(folder.path, 'two') });
  const signature = one.sign(BYTES);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  expect([
    isSignedBy(one.publicKey, BYTES, signature),
    isSignedBy(two.publicKey, BYTES, signature),
    isSignedBy(one.publicKey, Buffer.from('other bytes'), signature),
    isSignedBy(one.publicKey, BYTES, ''),
    isSignedBy('', BYTES, signature),
    isSignedBy('AAAA', BYTES, signature),
    isSignedBy(rsa, BYTES, signature),
  ]).toEqual([true, false, false, false, false, false, false]);
});
