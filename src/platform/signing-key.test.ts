import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { UserError } from '../domain/error.ts';
import { createSigningKey, isSignedBy, keyIdOf, loadSigningKey, publicKeyFrom, rotateSigningKey, signingKeyFile } from './signing-key.ts';

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

test('a key that others can read is refused', () => {
  using folder = temporaryFolder();
  const env = { XDG_CONFIG_HOME: folder.path };
  createSigningKey(env);
  chmodSync(signingKeyFile(env), 0o640);
  expect(() => loadSigningKey(env)).toThrow('can be read by others than its owner');
});

test.each([
  { removeOld: false, left: 2 },
  { removeOld: true, left: 1 },
])('a new key takes the place of the old one: $removeOld', ({ removeOld, left }) => {
  using folder = temporaryFolder();
  const env = { XDG_CONFIG_HOME: folder.path };
  expect(() => rotateSigningKey(env, { removeOld })).toThrow('no key to rotate');
  const first = createSigningKey(env);
  const { old, fresh, kept } = rotateSigningKey(env, { removeOld });
  const files = readdirSync(dirname(signingKeyFile(env)));
  expect([old.keyId, loadSigningKey(env)?.keyId, files.length, old.keyId === fresh.keyId]).toEqual([first.keyId, fresh.keyId, left, false]);
  expect(kept === null).toBe(removeOld);
  for (const name of files) expect(statSync(join(dirname(signingKeyFile(env)), name)).mode & 0o777).toBe(0o600);
  // What is kept is the old key itself.
  const again = loadSigningKey({
    JIDOKA_SIGNING_KEY: kept === null ? undefined : readFileSync(kept, 'utf8'),
    XDG_CONFIG_HOME: folder.path,
  });
  expect(again?.keyId).toBe(removeOld ? fresh.keyId : old.keyId);
});

test('a public key is taken in either form, and nothing else is', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  expect([publicKeyFrom(spki), publicKeyFrom(` ${pem}\n`)]).toEqual([spki, spki]);
  expect(() => publicKeyFrom(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow('that is a private key');
  // As Node would take the public half out of it, the private one could slip through without its heading.
  expect(() => publicKeyFrom(privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'))).toThrow('found none');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
  expect(() => publicKeyFrom(rsa)).toThrow('found rsa');
  for (const text of ['', 'AAAA', 'not a key']) expect(() => publicKeyFrom(text)).toThrow('expected a public key');
});
