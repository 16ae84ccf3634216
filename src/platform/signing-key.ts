import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { UserError } from '../domain/error.ts';

export interface SigningKey {
  /** SHA-256 of the public half. */
  readonly keyId: string;
  /** The public half: base64 of its SPKI form. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a person's key lives: never inside a repository. */
export function signingKeyFile(env: Environment): string {
  const { XDG_CONFIG_HOME: named = '', HOME = homedir() } = env;
  // By its specification one that is not absolute does not count; here it would be a folder of the repository.
  const config = isAbsolute(named) ? named : join(HOME, '.config');
  return join(config, 'jidoka', 'signing-key.pem');
}

/** The key of `JIDOKA_SIGNING_KEY` (PEM text) or of the person's config folder; null when there is neither. */
export function loadSigningKey(env: Environment): SigningKey | null {
  if (env.JIDOKA_SIGNING_KEY !== undefined) return fromPem(env.JIDOKA_SIGNING_KEY, 'JIDOKA_SIGNING_KEY');
  const file = signingKeyFile(env);
  return existsSync(file) ? fromPem(readFileSync(file, 'utf8'), file) : null;
}

/** Makes a key in the person's config folder, readable by them alone. An existing one is never overwritten. */
export function createSigningKey(env: Environment): SigningKey {
  const file = signingKeyFile(env);
  if (existsSync(file))
    throw new UserError('SIGNING_KEY_EXISTS', `${file} exists`, { hint: 'Move it away first: it may have signed something.' });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  return fromPem(pem, file);
}

function fromPem(pem: string, source: string): SigningKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw new UserError('SIGNING_KEY_UNREADABLE', `${source} holds no private key in PEM form`, {
      cause,
      hint: 'It must be an Ed25519 key in PKCS#8 PEM.',
    });
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new UserError('SIGNING_KEY_KIND', `${source} holds a ${key.asymmetricKeyType} key`, { hint: 'Jidoka signs with Ed25519.' });
  }
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  return { keyId: keyIdOf(publicKey), publicKey, sign: (bytes) => sign(null, bytes, key).toString('base64') };
}

export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
}

/** False for a wrong signature and for a public key that is none. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    // What is no key has signed nothing.
    return false;
  }
}
