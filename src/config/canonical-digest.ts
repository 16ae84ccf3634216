import { createHash } from 'node:crypto';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** SHA-256 over the RFC 8785 form of a value: keys sorted by UTF-16 code units, no whitespace, absent keys left out. */
export function canonicalDigest(value: unknown): string {
  // The round trip drops what JSON cannot hold, so that equal files give equal digests.
  const json: Json = JSON.parse(JSON.stringify(value));
  return createHash('sha256').update(canonical(json)).digest('hex');
}

function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
