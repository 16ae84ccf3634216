import { lineCounter } from './lines.ts';
import type { Secret } from './secret.ts';

const BEGIN = /-----BEGIN ((?:[A-Z0-9]+ ){0,4})PRIVATE KEY( BLOCK)?-----/g;
/** Of what follows, where it is written as a string too: `\n`, `\r`, quotes, `+` between lines, comment marks. */
const NOISE = /\\[nrt]|["'`+\s,;\\]|^#+|\*/g;
/** The shortest real one (Ed25519) has 64 characters. */
const SHORTEST = 48;
const LOOKED_AT = 400;

const PUTTY = /^PuTTY-User-Key-File-\d:/m;
const PUTTY_PRIVATE = /^Private-Lines: \d+\r?\n([A-Za-z0-9+/=]{16,})/m;

/** PEM, OpenSSH, PGP and PuTTY keys; nothing for a mark without a key behind it. */
export function findPrivateKeys(text: string): Secret[] {
  const found: Secret[] = [];
  if (text.includes('PRIVATE KEY')) {
    const lineOf = lineCounter(text);
    for (const match of text.matchAll(BEGIN)) {
      const body = keyBehind(text.slice(match.index + match[0].length, match.index + match[0].length + LOOKED_AT));
      if (body === null) continue;
      const kind = (match[1] ?? '').trim().toLowerCase();
      const words = kind === 'encrypted' ? 'an encrypted private key' : `a private key${kind === '' ? '' : ` (${kind})`}`;
      found.push({ rule: 'private-key', what: words, value: body, line: lineOf(match.index), strength: 'sure' });
    }
  }
  if (PUTTY.test(text)) {
    const match = PUTTY_PRIVATE.exec(text);
    if (match !== null)
      found.push({
        rule: 'private-key',
        what: 'a private key (PuTTY)',
        value: match[1] ?? '',
        line: lineCounter(text)(match.index),
        strength: 'sure',
      });
  }
  return found;
}

function keyBehind(text: string): string | null {
  const headers = text.replace(/(?:Proc-Type|DEK-Info|Version|Comment)[^\n]{0,120}\n/g, '').split('-----')[0] ?? '';
  const body = headers.replace(NOISE, '');
  const key = /^[A-Za-z0-9+/=]+/.exec(body)?.[0] ?? '';
  return key.length >= SHORTEST && new Set(key).size > 12 ? key : null;
}
