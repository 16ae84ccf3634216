import type { Node } from 'oxc-parser';
import { bare, keyOf, propertyOf } from './bindings.ts';
import { isFalse, isOff, objectOf, textOf } from './literals.ts';
import { meantBy } from './meant-by.ts';
import { canonicalName } from './names.ts';
import { isOfSession } from './session-cookie.ts';
import { piecesOf } from './texts.ts';
import type { Call, Pattern, Program, Weakness } from './weakness.ts';

/** A cookie that is set: what it is called, its value, and its options; `undefined` where none are given. */
interface SetCookie {
  readonly name: Node | undefined;
  readonly value: Node | undefined;
  readonly options: Node | undefined;
  /** The library keeps it from scripts by itself. */
  readonly isKept?: boolean;
}

/** Cookies of a session that scripts of the page read, or that go over plain HTTP. */
export const insecureCookie: Pattern = (node, program) => {
  if (node.type !== 'CallExpression') return null;
  const { bindings } = program;
  const name = canonicalName(node.callee, bindings);
  if (/^(express-session|cookie-session|koa-session)$|^@fastify\/(session|secure-session|cookie)$/.test(name))
    return ofSession(node, name, program);
  const written = headerIn(node, program);
  if (written !== null) return ofHeader(node, written, program);
  const cookie = cookieIn(node, name, program);
  return cookie === null ? null : ofCookie(node, cookie, program);
};

function cookieIn(node: Call, name: string, { bindings, parsed }: Program): SetCookie | null {
  const [first, second, third, fourth] = node.arguments;
  // h3 and Hono: the event or the context first.
  if (node.callee.type === 'Identifier')
    return node.callee.name === 'setCookie' ? { name: second, value: third, options: fourth } : serialized(node, name);
  const method = keyOf(node.callee);
  if (node.callee.type !== 'MemberExpression') return null;
  const of = bare(node.callee.object);
  if (of.type === 'Identifier' && /^(\$|jQuery)$/.test(of.name)) return null;
  if (method === 'cookie' || method === 'setCookie') return { name: first, value: second, options: third };
  const isOfAnswer = keyOf(of) === 'cookies' || /^next\/headers\.cookies\(\)$/.test(canonicalName(of, bindings));
  if (method !== 'set' || !isOfAnswer) return serialized(node, name);
  // Koa and SvelteKit keep it from scripts unless they are told otherwise.
  return { name: first, value: second, options: third, isKept: !/['"]next\/(server|headers)['"]/.test(parsed.text) };
}

function serialized({ arguments: [name, value, options] }: Call, callee: string): SetCookie | null {
  return /^cookie\.(serialize|stringifySetCookie)$/.test(callee) ? { name, value, options } : null;
}

function ofCookie(node: Node, { name, value, options, isKept = false }: SetCookie, program: Program): Weakness | null {
  const called = name === undefined ? '' : nameOf(name, program);
  // What takes one away gives it nothing.
  if (!isOfSession(called) || value === undefined || isNothing(meantBy(value, program.bindings))) return null;
  const said = (key: string) => flagOf(key, options, program);
  const found = (message: string, isMild = false): Weakness => ({ rule: 'insecure-cookie', node, message, isMild });
  const [isRead, isSent] = [said('httpOnly'), said('secure')];
  if (isRead === 'off' || (isRead === 'missing' && !isKept)) return found(`a script of the page can read the cookie "${called}"`);
  if (isSent === 'off') return found(`the cookie "${called}" goes over plain HTTP too`);
  return isSent === 'missing' && isRead !== 'unknown' && !isKept ? found(`the cookie "${called}" goes over plain HTTP too`, true) : null;
}

function isNothing(value: Node): boolean {
  return value.type === 'Literal' && /^(|null|true|false|\d|deleted|loggedout|logout)$/i.test(String(value.value));
}

/** What it says, or the name of the constant that says it. */
function nameOf(node: Node, { bindings }: Program): string {
  const value = meantBy(node, bindings);
  return textOf(value) ?? keyOf(value) ?? (value.type === 'Identifier' ? value.name : '');
}

type Flag = 'on' | 'off' | 'missing' | 'unknown';

function flagOf(key: string, options: Node | undefined, program: Program, depth = 0): Flag {
  if (options === undefined) return 'missing';
  const set = program.bindings.of(bare(options))?.keys.findLast((one) => one.key === key)?.value;
  const object = objectOf(options, program);
  const own = set ?? propertyOf(object, key);
  if (own !== null) return isOff(own, program) ? 'off' : meantBy(own, program.bindings).type === 'Literal' ? 'on' : 'unknown';
  if (object?.type !== 'ObjectExpression' || depth > MOST_SPREAD) return 'unknown';
  const spread = object.properties.flatMap((one) => (one.type === 'SpreadElement' ? [flagOf(key, one.argument, program, depth + 1)] : []));
  return spread.findLast((one) => one !== 'missing') ?? 'missing';
}

const MOST_SPREAD = 4;

/** `setHeader('Set-Cookie', …)` and its like: the text. */
function headerIn(node: Call, program: Program): Node | null {
  const [first, second] = node.arguments;
  const isHeader = /^(set|header|setHeader|append|appendHeader)$/.test(keyOf(node.callee) ?? '');
  if (isHeader && textOf(first)?.toLowerCase() === 'set-cookie') return second ?? null;
  if (keyOf(node.callee) !== 'writeHead') return null;
  const headers = objectOf(node.arguments.at(-1), program);
  return propertyOf(headers, 'Set-Cookie') ?? propertyOf(headers, 'set-cookie');
}

function ofHeader(node: Node, written: Node, program: Program): Weakness | null {
  const value = meantBy(written, program.bindings);
  const texts = value.type === 'ArrayExpression' ? value.elements.filter((one) => one !== null) : [value];
  for (const text of texts) {
    const pieces = piecesOf(text, program)
      .map((piece) => piece ?? UNKNOWN)
      .join('');
    // What stands behind its value may be anything where it is not all written there.
    const [, name = '', flags = ''] =
      new RegExp(`^([\\w.-]+)=(?:[^;${UNKNOWN}]*${UNKNOWN}[^;${UNKNOWN}]*)((?:;[^${UNKNOWN}]*)?)$`).exec(pieces) ?? [];
    if (!isOfSession(name) || /max-age=0\b|expires=thu, 01[ -]jan[ -]1970/i.test(flags)) continue;
    if (!/;\s*httponly/i.test(flags))
      return { rule: 'insecure-cookie', node, message: `a script of the page can read the cookie "${name}"` };
    if (!/;\s*secure/i.test(flags))
      return { rule: 'insecure-cookie', node, message: `the cookie "${name}" goes over plain HTTP too`, isMild: true };
  }
  return null;
}

const UNKNOWN = '\u0000';

function ofSession(node: Call, name: string, program: Program): Weakness | null {
  const options = objectOf(node.arguments[0], program);
  const cookie = propertyOf(options, 'cookie') ?? (/^(cookie|koa)-session$/.test(name) ? options : null);
  const flags = objectOf(cookie ?? undefined, program);
  const off = ['httpOnly', 'secure'].find((key) => isFalse(propertyOf(flags, key)));
  if (off !== undefined)
    return {
      rule: 'insecure-cookie',
      node,
      message: `the cookie of the session has ${off} off`,
      ...(off === 'secure' ? { isMild: true } : {}),
    };
  return name === 'express-session' && options !== null && cookie === null
    ? { rule: 'insecure-cookie', node, message: 'the cookie of the session goes over plain HTTP too (`secure` is off)', isMild: true }
    : null;
}
