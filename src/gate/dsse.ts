import { z } from 'zod';
import { canonicalJson } from '../domain/canonical-json.ts';
import { isSignedBy, keyIdOf, type SigningKey } from '../platform/signing-key.ts';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** What DSSE signs: `DSSEv1 <length> <type> <length> <payload>`. A signature over one type says nothing about another. */
export function preAuthentication(payloadType: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `), payload]);
}

/** Base64 leaves bits that say nothing: an envelope is read in one spelling only. */
const base64 = z.base64().refine((text) => Buffer.from(text, 'base64').toString('base64') === text);

const envelope = z.strictObject({
  payloadType: z.literal(PAYLOAD_TYPE),
  payload: base64,
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: base64 })).length(1),
});

/** Signs an in-toto statement: a DSSE envelope on one line, as JSON text. */
export function signStatement(key: SigningKey, statement: unknown): string {
  const payload = Buffer.from(canonicalJson(statement));
  const signed = {
    payloadType: PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures: [{ keyid: key.keyId, sig: key.sign(preAuthentication(PAYLOAD_TYPE, payload)) }],
  };
  return `${JSON.stringify(signed)}\n`;
}

export type OpenedStatement =
  | { readonly ok: true; readonly statement: unknown; readonly keyId: string }
  | { readonly ok: false; readonly reason: string };

/** The statement of an envelope that one of the trusted keys signed. Its content is not judged yet. */
export function openStatement(text: string, trustedKeys: readonly string[]): OpenedStatement {
  const outer = envelope.safeParse(parseStrictly(text));
  if (!outer.success) return { ok: false, reason: notAnEnvelope(outer.error.issues) };
  const payload = Buffer.from(outer.data.payload, 'base64');
  const [signature] = outer.data.signatures;
  const signer = trustedKeys.find(
    (key) => signature !== undefined && isSignedBy(key, preAuthentication(PAYLOAD_TYPE, payload), signature.sig),
  );
  if (signer === undefined) {
    return {
      ok: false,
      reason:
        trustedKeys.length === 0
          ? 'the base commit trusts no key (.jidoka/trusted-keys)'
          : 'it is signed by no key that the base commit trusts',
    };
  }
  if (signature?.keyid !== keyIdOf(signer)) return { ok: false, reason: 'it names another key than the one that signed it' };
  return { ok: true, statement: parseStrictly(payload.toString()), keyId: keyIdOf(signer) };
}

function notAnEnvelope([issue]: readonly z.core.$ZodIssue[]): string {
  const what = 'the attestation is no DSSE envelope';
  switch (issue?.path[0]) {
    case 'payloadType':
      return `${what} of an in-toto statement: its payload is of another type`;
    case 'signatures':
      return `${what} with exactly one signature that can be read`;
    case 'payload':
      return `${what} whose payload can be read`;
    default:
      return what;
  }
}

/** JSON that can be read in one way only: no member twice, nothing spelled otherwise than needed. Null for everything else, which a schema refuses. */
function parseStrictly(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const plain = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
    return JSON.stringify(value) === plain ? value : null;
  } catch (error) {
    // Nested deeper than the stack is no answer either.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}
