import { createHash } from 'node:crypto';
import { type Place, placeOf } from '../place.ts';
import type { Sighting } from '../rules.ts';
import type { Secret } from './secret.ts';

/**
 * How a secret is said. Neither the message nor what the fingerprint is made of holds it: the place is reported as one in its file, as the text
 * of a line goes into fingerprints; a password somebody chose would be found again from its digest, so only eight bits of that are used.
 */
export function sightingOf(path: string, secret: Secret, codes: SecretCodes = new Map()): Sighting | null {
  const severity = severityOf(secret, placeOf(path));
  if (severity === null) return null;
  const message = `${secret.what}, ${secret.value.length} characters`;
  return {
    rule: secret.rule,
    message,
    path,
    range: { startLine: secret.line },
    isOfFile: true,
    code: codeOf(secret, message, codes),
    ...(severity === 'error' ? {} : { severity }),
  };
}

/** Which value a code stands for: of two with the same few bits the second gets another code. */
export type SecretCodes = Map<string, string>;

/** Exact between what shares `codes`, the two sides of a file: another password in the place of an old one is never the old one. */
function codeOf(secret: Secret, message: string, codes: SecretCodes): string {
  let code = digestOf(secret);
  for (;;) {
    const key = [secret.rule, message, code].join('\0');
    const known = codes.get(key);
    if (known === undefined) codes.set(key, secret.value);
    if (known === undefined || known === secret.value) return code;
    code += '+';
  }
}

function severityOf({ strength, rule }: Secret, place: Place): 'error' | 'warning' | null {
  // A key pair of a test server opens nothing; a token of a provider is as good in a test as anywhere.
  if (strength === 'sure') return (place === 'test' || place === 'docs') && rule === 'private-key' ? 'warning' : 'error';
  if (strength === 'strong') return place === 'config' || place === 'code' ? 'error' : 'warning';
  return place === 'config' ? 'warning' : null;
}

function digestOf({ value, strength }: Secret): string {
  return createHash('sha256')
    .update(value)
    .digest('hex')
    .slice(0, strength === 'sure' ? 16 : 2);
}
