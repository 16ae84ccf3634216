import { lineCounter } from './lines.ts';
import { isMadeUp, isReference } from './placeholder.ts';
import { classesIn, isRandom, isWordy } from './randomness.ts';
import type { Secret, Strength } from './secret.ts';

/** What stands before and after `://` where a password is given: each part bounded, none can be read as another. */
const SCHEME = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}$/i;
const USER_AND_HOST = /([^\s:/@"'`<>(){}|\\^]{0,100}):([^\s/@"'`<>()|\\^]{1,200})@([^\s/:?#"'`<>(){}|\\^,;]{1,200})/y;
/** `Server=…;Password=…` of ADO.NET and ODBC, `AccountKey=…` of Azure. */
const PARTS = /\b(Password|Pwd|AccountKey|SharedAccessKey)=([^;"'\s]{1,200})(?=;|"|'|\s|$)/gi;

const LOCAL =
  /^(localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker|db$|postgres|mysql|mariadb|redis|mongo|rabbit|elastic|minio)|(^|\.)(example|test|invalid|local|localhost)(\.|$)|^example\./i;

/** Connection strings and URLs that carry a password. */
export function findUrls(text: string): Secret[] {
  const found: Secret[] = [];
  const lineOf = lineCounter(text);
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    USER_AND_HOST.lastIndex = at + 3;
    const match = USER_AND_HOST.exec(text);
    const scheme = SCHEME.exec(text.slice(Math.max(0, at - 22), at))?.[0];
    if (match === null && scheme !== undefined)
      found.push(...tokensIn(text.slice(at + 3, at + 3 + LONGEST_URL), { scheme, line: lineOf(at) }));
    if (match === null || scheme === undefined) continue;
    const [, user = '', password = '', host = ''] = match;
    const strength = strengthOf(password, { user, host });
    if (strength === null) continue;
    found.push({
      rule: 'credential-in-url',
      what: `a password in a ${scheme.toLowerCase()} URL`,
      value: password,
      line: lineOf(at),
      strength,
    });
  }
  if (/\b(Server|Data Source|Host|Endpoint|AccountName|Driver)\s*=/i.test(text)) {
    const lineOfPart = lineCounter(text);
    for (const match of text.matchAll(PARTS)) {
      const [, key = '', value = ''] = match;
      if (!isBesideServer(text, match.index)) continue;
      const strength = strengthOf(value, { user: '', host: null });
      if (strength === null) continue;
      found.push({ rule: 'credential-in-url', what: `${key} in a connection string`, value, line: lineOfPart(match.index), strength });
    }
  }
  return found;
}

const LONGEST_URL = 1_000;
const TOKEN_AS_USER = /^([\w.~-]{20,200})@([\w.-]{1,200})(\/[^\s"'`]*)?/;
const PARAMETER =
  /[?&](?:amp;)?((?:(?:api|access|auth|secret|private|client)[_-]?(?:key|token|secret))|token|secret|password|passwd)=([\w.~+/%-]{16,200})/gi;
/** Keys that every page shows. */
const PUBLIC = /^(AIza|pk[._])/;

/** A token in the place of the user, or under a name that says so behind the `?`. */
function tokensIn(url: string, { scheme, line }: { readonly scheme: string; readonly line: number }): Secret[] {
  const address = /^[^\s"'`<>]*/.exec(url)?.[0] ?? '';
  const isToken = (value: string) => isRandom(value) && !isReference(value) && !isMadeUp(value) && !PUBLIC.test(value);
  const [, user = '', host = '', rest = ''] = TOKEN_AS_USER.exec(address) ?? [];
  const what = `a token in a ${scheme.toLowerCase()} URL`;
  const found: Secret[] = [];
  // Where errors are sent to stands in every page, with a key that is for sending alone.
  if (isToken(user) && !/sentry|ingest|bugsnag/i.test(host) && !/^\/\d+$/.test(rest) && !LOCAL.test(host))
    found.push({ rule: 'credential-in-url', what, value: user, line, strength: 'strong' });
  for (const [, , value = ''] of address.matchAll(PARAMETER))
    if (isToken(value)) found.push({ rule: 'credential-in-url', what, value, line, strength: 'strong' });
  return found;
}

function isBesideServer(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - 300), at + 300);
  return /\b(Server|Data Source|Host|Endpoint|AccountName|Driver)\s*=[^\n]*;/i.test(around);
}

function strengthOf(password: string, { user, host }: { readonly user: string; readonly host: string | null }): Strength | null {
  if (isReference(password) || /^[$%{<[]|[$]|^\*+$|^\d{1,5}$/.test(password)) return null;
  // `user:pass@host`, `username:password@example.com`, `postgres:postgres@localhost`: how everybody writes it down.
  const isLocal = host !== null && (LOCAL.test(host) || !host.includes('.'));
  if (isMadeUp(password) || isLocal || password.toLowerCase() === user.toLowerCase()) return 'weak';
  return password.length >= 8 && classesIn(password) >= 2 && !isWordy(password) ? 'strong' : 'weak';
}
