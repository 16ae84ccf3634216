import { isHarmfulHeader } from '../sast/headers.ts';
import { isOfSession } from '../sast/session-cookie.ts';
import { isFalse, isSpread, isTrue, keyword } from './python-arguments.ts';
import { dottedName, type PythonCall, type PythonNode, wholeText } from './python-expression.ts';
import { isChecked } from './python-guards.ts';
import { pythonName } from './python-program.ts';
import type { PythonFound, PythonPattern, PythonPlace } from './python-rules.ts';

const FLAGS = 'Set `httponly=True`, `secure=True` and `samesite`.';

/** Cookies of a session that scripts of the page read, or that go over plain HTTP. */
export const openCookie: PythonPattern = (call, name, { at }) => {
  const settings = settingsOf(call, name);
  if (settings !== null) return settings;
  if (!/\.(set_cookie|set_signed_cookie|set_secure_cookie|add_cookie)$/.test(name)) return null;
  const [key, value] = call.arguments.filter((one) => one.name === null && !isSpread(one.value)).map((one) => one.value);
  const named = keyword(call, 'key') ?? keyword(call, 'name') ?? key;
  const cookie = named === undefined ? '' : nameOf(named, at.scope.writes);
  // What takes one away gives it nothing.
  if (!isOfSession(cookie) || wholeText(keyword(call, 'value') ?? value) !== null) return null;
  const [isRead, isSent] = [keyword(call, 'httponly'), keyword(call, 'secure')];
  const found = (message: string, isMild = false): PythonFound => ({ rule: 'insecure-cookie', message, isMild, remediation: FLAGS });
  if (isFalse(isRead) || (isRead === null && !hasUnknown(call))) return found(`a script of the page can read the cookie "${cookie}"`);
  const overHttp = `the cookie "${cookie}" goes over plain HTTP too`;
  if (isFalse(isSent)) return found(overHttp);
  return isTrue(isRead) && isSent === null && !hasUnknown(call) && !name.endsWith('.add_cookie') ? found(overHttp, true) : null;
};

/** `SessionMiddleware(…, https_only=False)` is what it is without it; `config.update(SESSION_COOKIE_HTTPONLY=False)` is not. */
function settingsOf(call: PythonCall, name: string): PythonFound | null {
  if (name.endsWith('.update') && isFalse(keyword(call, 'SESSION_COOKIE_HTTPONLY')))
    return { rule: 'insecure-cookie', message: 'a script of the page can read the cookie of the session', remediation: FLAGS };
  return null;
}

/** What it says, or the name of the constant that says it. */
function nameOf(node: PythonNode, writes: ReadonlyMap<string, readonly PythonNode[]>): string {
  const dotted = dottedName(node) ?? '';
  const [only, ...more] = writes.get(dotted) ?? [];
  return wholeText(node) ?? (more.length === 0 ? wholeText(only) : null) ?? dotted;
}

/** `**options` of which the file does not say what they are: else these stand behind it. */
function hasUnknown({ arguments: given }: PythonCall): boolean {
  return given.some(({ value }, index) => isSpread(value) && (given[index + 1]?.name ?? null) === null);
}

const ANSWER = /(^|\.)(\w*Response|make_response|jsonify|send_file)(\(\))?$/;
const OF_TYPE = /^(media_type|mimetype|content_type)$/;

/** `Response(…, headers={"Content-Disposition": …})`. */
export const givenHeaders: PythonPattern = (call, name, place) => {
  if (!ANSWER.test(name)) return null;
  const type = call.arguments.find((one) => one.name !== null && OF_TYPE.test(one.name))?.value;
  const headers = keyword(call, 'headers');
  const parts = headers?.kind === 'group' ? headers.parts : [];
  const entries = parts.flatMap((part, index): [string, PythonNode][] => {
    const value = index % 2 === 0 ? parts[index + 1] : undefined;
    return value === undefined ? [] : [[wholeText(part) ?? '', value]];
  });
  return (
    [...entries, ...(type === undefined ? [] : [['Content-Type', type] as const])]
      .map(([key, value]) => headerFound(key, value, place))
      .find((one) => one !== null) ?? null
  );
};

/** `response.headers["Content-Disposition"] = …`, `response["Content-Disposition"] = …` of Django; `SESSION_COOKIE_HTTPONLY = False`. */
export function answersWritten(place: PythonPlace): PythonFound[] {
  const { scope, writes } = place.at;
  return writes.flatMap(({ name, value }): PythonFound[] => {
    if (/(^|\.|\[)SESSION_COOKIE_HTTPONLY\]?$/.test(name) && isFalse(value))
      return [{ rule: 'insecure-cookie', message: 'a script of the page can read the cookie of the session', remediation: FLAGS }];
    const [, answer = '', key = ''] = /^(\w+)(?:\.headers)?\[([^\]]*)\]$/.exec(name) ?? [];
    if (key === '') return [];
    const made = scope.writes.get(answer) ?? [];
    const isAnswer = /^(res|resp|response|reply)$/.test(answer) || made.some((one) => ANSWER.test(pythonName(one, place.program.imports)));
    return isAnswer ? [headerFound(key, value, place)].filter((one) => one !== null) : [];
  });
}

function headerFound(key: string, value: PythonNode, { at, taint }: PythonPlace): PythonFound | null {
  const found = taint.of(value, at.scope);
  if (found === null || isChecked(found, at) || /^location$/i.test(key)) return null;
  return {
    rule: 'header-injection',
    message: `the header ${key} gets ${found.source}`,
    isMild: !isHarmfulHeader(key),
    remediation: 'Take the value from a list, or encode it (`urllib.parse.quote`).',
  };
}
