import { parseDocument, isSeq, stringify } from 'yaml';
import { z } from 'zod';
import { CHECKER_ID } from '../config/joined-checkers.ts';
import { parseStrictYaml } from '../config/strict-yaml.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Waiver, WAIVERS_PATH } from '../domain/waiver.ts';
import { isSignedBy, keyIdOf, type SigningKey } from '../platform/signing-key.ts';
import { preAuthentication } from './dsse.ts';

const PAYLOAD_TYPE = 'application/vnd.jidoka.waiver+json';

const DAY_MS = 24 * 60 * 60_000;

/** How far ahead a waiver may reach: who still wants it then has to say so again. */
export const MAX_DAYS = 90;

const waiver = z.strictObject({
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('Of the finding, as `jidoka check --json` prints it.'),
  // One of the base commit's own or a tool is none of the twenty.
  checker: z.string().regex(CHECKER_ID).describe('Which checker found it.'),
  rule: z.string().min(1).describe('Which rule it is an occurrence of.'),
  path: z.string().min(1).describe('The file it was found in; for whoever reads this.'),
  reason: z.string().trim().min(1).max(500).describe('Why it may stay for now.'),
  expires: z.iso.date().describe(`The last day it counts on (UTC), at most ${MAX_DAYS} days ahead.`),
  signature: z
    .strictObject({
      key: z.string().regex(/^[0-9a-f]{64}$/),
      value: z.base64(),
    })
    .exactOptional()
    .describe('By a key that the base commit trusts: then the waiver counts in the change that adds it. `jidoka waive` writes it.'),
});

export const waiversSchema = z
  .strictObject({ waivers: z.array(waiver).max(500).default([]).describe('Findings that somebody has decided to live with for a while.') })
  .describe('Jidoka waivers');

/** Reads the file. Throws `UserError` (`WAIVERS_INVALID`) naming line and key. */
export function parseWaivers(text: string | null): Waiver[] {
  return text === null ? [] : parseStrictYaml({ text, path: WAIVERS_PATH, schema: waiversSchema, code: 'WAIVERS_INVALID' }).waivers;
}

const HEADING = '# Findings that somebody has decided to live with for a while; `jidoka waive` writes them. Listed in every report.\n';

/** The file with this waiver, in the place of an earlier one of the same finding. Comments stay. */
export function withWaiver(text: string | null, added: Waiver): string {
  if (text === null || parseWaivers(text).length === 0) return `${HEADING}${stringify({ waivers: [added] }, { lineWidth: 0 })}`;
  const document = parseDocument(text);
  const list = document.get('waivers');
  if (!isSeq(list)) throw new RangeError('withWaiver: waivers is no list');
  const at = parseWaivers(text).findIndex(({ fingerprint }) => fingerprint === added.fingerprint);
  if (at < 0) list.add(document.createNode(added));
  else list.set(at, document.createNode(added));
  return document.toString({ lineWidth: 0 });
}

/** Milliseconds since 1970 from which a waiver counts no more: the end of its day. */
export function endOf({ expires }: Pick<Waiver, 'expires'>): number {
  return Date.parse(`${expires}T00:00:00Z`) + DAY_MS;
}

export function isTooFarAhead(one: Pick<Waiver, 'expires'>, now: number): boolean {
  return endOf(one) > now + (MAX_DAYS + 1) * DAY_MS;
}

export function signWaiver(key: SigningKey, unsigned: Omit<Waiver, 'signature'>): Waiver {
  return { ...unsigned, signature: { key: key.keyId, value: key.sign(signedBytes(unsigned)) } };
}

/** Did one of these keys sign exactly this waiver? */
export function isSignedWaiver({ signature, ...unsigned }: Waiver, trustedKeys: readonly string[]): boolean {
  if (signature === undefined) return false;
  const key = trustedKeys.find((trusted) => keyIdOf(trusted) === signature.key);
  return key !== undefined && isSignedBy(key, signedBytes(unsigned), signature.value);
}

function signedBytes({ fingerprint, checker, rule, path, reason, expires }: Omit<Waiver, 'signature'>): Buffer {
  return preAuthentication(PAYLOAD_TYPE, Buffer.from(canonicalJson({ fingerprint, checker, rule, path, reason, expires })));
}
