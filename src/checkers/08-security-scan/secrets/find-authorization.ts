import { lineCounter } from './lines.ts';
import { isMadeUp, isReference } from './placeholder.ts';
import { classesIn, isRandom, isWordy } from './randomness.ts';
import type { Secret } from './secret.ts';

const HEADER =
  /\b(?:authorization|x-api-key|x-auth-token|private-token)["'`]?\s{0,4}[:=,]\s{0,4}["'`]?(?:(?:bearer|basic|token|api-token|apikey)\s{1,4})?([A-Za-z0-9+/=_.~-]{16,2000})/gi;
const CURL = /\bcurl\b[^\n]{0,500}?\s(?:-u|--user)[ =]\s{0,4}(["']?)([^\s:"'$]{1,100}):([^\s"']{3,200})\1/g;

/** Headers with a credential written out, and `curl -u user:password`. */
export function findAuthorization(text: string): Secret[] {
  const found: Secret[] = [];
  const headers = lineCounter(text);
  if (/authorization|x-api-key|x-auth-token|private-token/i.test(text))
    for (const match of text.matchAll(HEADER)) {
      const value = match[1] ?? '';
      if (isReference(value) || isMadeUp(value) || !isRandom(value)) continue;
      found.push({ rule: 'hard-coded-secret', what: 'a credential in a header', value, line: headers(match.index), strength: 'strong' });
    }
  const calls = lineCounter(text);
  if (text.includes('curl'))
    for (const match of text.matchAll(CURL)) {
      const value = match[3] ?? '';
      if (isReference(value) || isMadeUp(value) || value.startsWith('$') || classesIn(value) < 2 || isWordy(value)) continue;
      found.push({ rule: 'hard-coded-secret', what: 'a password given to curl', value, line: calls(match.index), strength: 'strong' });
    }
  return found;
}
