import { crc32 } from 'node:zlib';
import { TOKEN_FORMATS } from '../../../domain/token-formats.ts';
import { lineCounter } from './lines.ts';
import { isMadeUp } from './placeholder.ts';
import { entropyOf, innerNumbers, isWordy, orderedShare } from './randomness.ts';
import type { Secret } from './secret.ts';

const BY_MARK = Map.groupBy(TOKEN_FORMATS, ({ mark }) => mark);
/** All marks in one pass, the longest first where one begins as another does. */
const MARKS = new RegExp(
  [...BY_MARK.keys()]
    .toSorted((one, two) => two.length - one.length)
    .map((mark) => RegExp.escape(mark))
    .join('|'),
  'g',
);

/** Credentials whose form says whose they are. */
export function findTokens(text: string): Secret[] {
  const found: Secret[] = [];
  const lineOf = lineCounter(text);
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (/\w/.test(mark[0] ?? '') && isInWord(text, index) && !INSIDE.has(mark)) continue;
    for (const { name, rest, strength: most } of BY_MARK.get(mark) ?? []) {
      rest.lastIndex = index + mark.length;
      const secret = rest.exec(text)?.[0];
      if (secret === undefined || !isReal(secret)) continue;
      const strength = HAS_CHECKSUM.test(mark) && !hasRightChecksum(secret) ? 'strong' : most;
      found.push({ rule: 'provider-token', what: `${name} ("${mark}…")`, value: mark + secret, line: lineOf(index), strength });
    }
  }
  return found;
}

/** A letter of `\n` or of `%3D` is none of a word. */
function isInWord(text: string, at: number): boolean {
  return (
    /\w$/.test(text.slice(Math.max(0, at - 1), at)) &&
    !/(?:\\(?:[nrtbfv]|x[\da-f]{2}|u[\da-f]{4})|%[\da-f]{2})$/i.test(text.slice(Math.max(0, at - 6), at))
  );
}

/** Marks in the middle of their tokens. */
const INSIDE = new Set(['T3BlbkFJ', '.atlasv1.', '.webhook.office.com/webhookb2/', 'Q~']);

/** No sample of a documentation: no words, no row of the alphabet. */
function isReal(secret: string): boolean {
  // Random letters make a short word by chance.
  if (/example|xxxx|0{6}|1234567|abcdef|abc123|123abc|your|fake|dummy|placeholder|redacted|sample|changeme/i.test(secret)) return false;
  if (secret.length < 24 && /test|secret|token|key/i.test(secret) && isMadeUp(secret)) return false;
  return entropyOf(secret) >= 2.9 && orderedShare(secret) <= 0.2 && (isDrawn(secret) || !isWordy(secret));
}

/**
 * Numbers within its letters, as nobody writes words: a run of letters that holds a vowel looks like one, and of drawn characters every tenth has enough
 * of such runs, of small letters or capitals alone every third.
 */
function isDrawn(secret: string): boolean {
  return innerNumbers(secret) >= (/^[A-Z2-7]{16}$/.test(secret) ? 1 : 2);
}

const HAS_CHECKSUM = /^(gh[pousr]_|npm_)$/;
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** GitHub and npm end a token with the CRC-32 of what is before, in base 62. */
function hasRightChecksum(secret: string): boolean {
  let sum = crc32(secret.slice(0, -6));
  let digits = '';
  for (let index = 0; index < 6; index += 1) {
    digits = (BASE62[sum % 62] ?? '') + digits;
    sum = Math.floor(sum / 62);
  }
  return secret.endsWith(digits);
}
