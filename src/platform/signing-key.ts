import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  if (!existsSync(file)) return null;
  if ((statSync(file).mode & 0o077) !== 0)
    throw new UserError('SIGNING_KEY_EXPOSED', `${file} can be read by others than its owner`, {
      hint: `Was it ever copied? Then replace it: \`jidoka keys rotate\`. Else: chmod 600 ${file}`,
    });
  return fromPem(readFileSync(file, 'utf8'), file);
}

/** Makes a key in the person's config folder, readable by them alone. An existing one is never overwritten. */
export function createSigningKey(env: Environment): SigningKey {
  const file = signingKeyFile(env);
  if (existsSync(file))
    throw new UserError('SIGNING_KEY_EXISTS', `${file} exists`, { hint: 'Move it away first: it may have signed something.' });
  const pem = newPem();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  return fromPem(pem, file);
}

export interface RotatedKey {
  readonly old: SigningKey;
  readonly fresh: SigningKey;
  /** Where the old private half is kept; null when it was removed. */
  readonly kept: string | null;
}

/** Puts a new key in the place of the person's. There is a whole key in that place at every moment. */
export function rotateSigningKey(env: Environment, { removeOld }: { readonly removeOld: boolean }): RotatedKey {
  const file = signingKeyFile(env);
  if (!existsSync(file))
    throw new UserError('NO_SIGNING_KEY', `there is no key to rotate in ${file}`, { hint: 'Make one: `jidoka keys new`.' });
  const old = fromPem(readFileSync(file, 'utf8'), file);
  const pem = newPem();
  const kept = join(dirname(file), `signing-key.${old.keyId.slice(0, 12)}.pem`);
  const arriving = `${file}.new`;
  rmSync(arriving, { force: true });
  writeFileSync(arriving, pem, { mode: 0o600, flag: 'wx' });
  if (!removeOld) {
    rmSync(kept, { force: true });
    linkSync(file, kept);
    // It may be replaced just because others could read it.
    chmodSync(kept, 0o600);
  }
  renameSync(arriving, file);
  return { old, fresh: fromPem(pem, file), kept: removeOld ? null : kept };
}

function newPem(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The public half that a person hands over: base64 of its SPKI form, from that or from PEM. UserError for anything else. */
export function publicKeyFrom(text: string): string {
  const given = text.trim();
  if (/PRIVATE KEY/.test(given))
    throw new UserError('PRIVATE_KEY_GIVEN', 'that is a private key', {
      hint: 'Its owner alone has it. `jidoka keys` prints the public half to hand over.',
    });
  let key: KeyObject;
  try {
    key = createPublicKey(given.startsWith('-----') ? given : { key: Buffer.from(given, 'base64'), type: 'spki', format: 'der' });
  } catch (cause) {
    throw new UserError('PUBLIC_KEY_UNREADABLE', 'expected a public key (base64 of its SPKI form, or PEM), found none', {
      cause,
      hint: '`jidoka keys` prints it on the machine of its owner.',
    });
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new UserError('PUBLIC_KEY_KIND', `expected an Ed25519 key, found ${key.asymmetricKeyType ?? 'another'}`);
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
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
