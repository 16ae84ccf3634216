import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '../domain/canonical-json.ts';
import { keepNewest, readText, replaceText, touch } from '../platform/files.ts';
import type { TrustDomain } from '../platform/trust-domain.ts';

/** Whose kept answers are believed. */
export interface CacheTrust {
  /** Seals the entries: known to this person on this machine, and to no command of a repository. */
  readonly secret: string;
  readonly trustDomain: TrustDomain;
}

/** What is kept at most; the oldest goes first, and what was used lately counts as young. */
const BOUND = { entries: 2000, bytes: 200e6 };

/** Answers by what they were made of. Several processes may use one at once. */
export interface KeptStore {
  /** Null when there is none, or none that was written here under this secret by this trust domain. */
  read<T>(kind: string, key: unknown): Promise<T | null>;
  write(kind: string, key: unknown, value: unknown): Promise<void>;
  /** Of something that is not to be read in the store, such as a value of the environment. */
  digest(value: unknown): string;
}

export function openKeptStore({
  dir,
  trust: { secret, trustDomain },
  bound = BOUND,
}: {
  readonly dir: string;
  readonly trust: CacheTrust;
  readonly bound?: typeof BOUND;
}): KeptStore {
  const nameOf = (kind: string, key: unknown) => createHash('sha256').update(canonicalJson({ kind, trustDomain, key })).digest('hex');
  const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('hex');
  const seal = (name: string, body: string) => hmac(`${name}\n${body}`);
  return {
    async read<T>(kind: string, key: unknown) {
      const name = nameOf(kind, key);
      const file = join(dir, `${name}.json`);
      const body = unsealed(await readText(file), (text) => seal(name, text));
      if (body === null) return null;
      await touch(file);
      return JSON.parse(body) as T;
    },
    async write(kind, key, value) {
      const name = nameOf(kind, key);
      const body = JSON.stringify(value);
      const file = join(dir, `${name}.json`);
      await replaceText(file, `${seal(name, body)}\n${body}`);
      await keepNewest(dir, { ...bound, suffix: '.json', newest: file });
    },
    digest: (value) => hmac(`digest\n${canonicalJson(value)}`),
  };
}

/** Null for a file that is not exactly what was written there under this secret: then it is asked again. */
function unsealed(text: string | null, seal: (body: string) => string): string | null {
  if (text === null) return null;
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  const [said, due] = [Buffer.from(text.slice(0, Math.max(0, end))), Buffer.from(seal(body))];
  return said.length === due.length && timingSafeEqual(said, due) ? body : null;
}
