import { findTokens } from './find-tokens.ts';
import { lineCounter } from './lines.ts';
import { findPrivateKeys } from './private-keys.ts';
import type { Secret } from './secret.ts';

/** Longer ones are pictures and archives. */
const RUN = /[A-Za-z0-9+/]{32,8000}={0,2}/g;
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;
const SAMPLE = 16;

/** Tokens and private keys in base64, as settings of Kubernetes and variables of pipelines hold them. */
export function findEncoded(text: string): Secret[] {
  const found: Secret[] = [];
  const lineOf = lineCounter(text);
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const plain = decoded(run);
    if (plain === null) continue;
    for (const { what, ...secret } of [...findTokens(plain), ...findPrivateKeys(plain)])
      found.push({ ...secret, what: `${what} in base64`, value: run, line: lineOf(index) });
  }
  return found;
}

/** What a text in base64 says; null for what is none, or no text. */
export function decoded(run: string): string | null {
  if (!PRINTABLE.test(Buffer.from(run.slice(0, SAMPLE), 'base64').toString('latin1'))) return null;
  const plain = Buffer.from(run, 'base64').toString('latin1');
  return PRINTABLE.test(plain) ? plain : null;
}
