import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { signingKeyFile } from './signing-key.ts';

/**
 * What seals this person's kept verdicts on this machine, 64 hexadecimal digits, made when first asked for. It is beside the
 * signing key, which no sandboxed command sees: what such a command writes into the cache is never believed. Null where it
 * cannot be kept: then nothing is.
 */
export function cacheSecret(env: Readonly<Record<string, string | undefined>>): string | null {
  const file = join(dirname(signingKeyFile(env)), 'cache-secret');
  try {
    return secretIn(file) ?? made(file);
  } catch (error) {
    // A home that is read-only or absent is common in CI: everything is executed there.
    if (UNWRITABLE.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR']);

/** One that others could read or that is no secret is as good as none. */
function secretIn(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || (stat.mode & 0o077) !== 0) return null;
  const text = readFileSync(file, 'utf8');
  return /^[0-9a-f]{64}$/.test(text) ? text : null;
}

/** Whole or not at all: of two processes that make it at once both get the first one's. */
function made(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${randomUUID()}`;
  writeFileSync(fresh, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  try {
    if (secretIn(file) === null) rmSync(file, { force: true });
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  return secretIn(file) ?? made(file);
}
