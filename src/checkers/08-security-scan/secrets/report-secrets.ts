import { createHash } from 'node:crypto';
import { type Place, placeOf } from '../place.ts';
import type { Sighting } from '../rules.ts';
import type { Secret } from './secret.ts';

/**
 * How a secret is said. Neither the message nor what the fingerprint is made of holds it: the place is reported as one in its file, as the text
 * of a line goes into fingerprints; a password somebody chose would be found again from its digest, so only eight bits of that are used.
 */
export function sightingOf(path: string, secret: Secret): Sighting | null {
  const severity = severityOf(secret, placeOf(path));
  if (severity === null) return null;
  return {
    rule: secret.rule,
    message: `${secret.what}, ${secret.value.length} characters`,
    path,
    range: { startLine: secret.line },
    isOfFile: true,
    code: digestOf(secret),
    ...(severity === 'error' ? {} : { severity }),
  };
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
