import { type Place, placeOf } from '../place.ts';
import { keyKind } from './credential-keys.ts';
import { decoded } from './find-encoded.ts';
import { isMadeUp, isReference } from './placeholder.ts';
import { classesIn, isRandom, isWordy } from './randomness.ts';
import type { Secret, Strength } from './secret.ts';
import { type Field, isYaml, type PlacedField, withoutAnchors, yamlFields } from './yaml-fields.ts';

const WORTH_A_LOOK = /pass|pwd|secret|token|key|credential|salt|pepper/i;
/** Longer lines are data or minified code: a field there has no line of its own to be shown. */
const LONGEST_LINE = 2000;

/**
 * A name, what makes it one with a value, and the value: quoted, or up to a blank. Covers assignments and object fields, YAML, INI,
 * properties, `define('NAME', 'value')`, XML elements and attributes, `<add key="…" value="…"/>`.
 */
const FIELD =
  /([\w$][\w$.\-[\]]{1,79})(["'`]?)[\])]?\s{0,20}(?::\s{0,4}[A-Za-z][\w.]{0,30}\s{0,4}(?==[^=]))?(=>|:=|\?\?=|\|\|=|=(?!=)|:(?!:)|,(?<=["'`][\])]?\s{0,20},)(?=\s{0,4}["'])|>(?=[^>\s]))\s{0,20}(?:(["'`])((?:\\.|(?!\4)[^\\\n]){1,500}?)\4|([^\s"'`,;<>{}()[\]]{1,400}))/g;

/** `<add key="…" value="…" />` */
const XML_PAIR = /\b(?:key|name)="([^"]{1,80})"\s{1,9}value="([^"]{1,400})"/g;

/** What stands in for a variable of the environment that is not set: `process.env.NAME || '…'`, `os.getenv("NAME") or "…"`, `ENV['NAME'] ?? '…'`. */
const FALLBACK =
  /env(?:iron)?(?:\??\.(?:get\()?|\[|\()["']?([A-Za-z_]\w{1,79})["']?[\])]?(?: as string)?\)?\s{0,20}(?:\|\||\?\?|\?:|or\b)\s{0,20}(["'`])((?:\\.|(?!\2)[^\\\n]){1,500}?)\2/gi;

/** `password = atob('…')`, `Buffer.from('…', 'base64')`, `b64decode("…")`. */
const DECODED =
  /([\w$][\w$.]{1,79})["']?\s{0,20}[:=]\s{0,20}(?:Buffer\.from|(?:window\.|globalThis\.)?atob|(?:base64\.)?b64decode|Base64\.decode\w{0,9}|base64_decode)\(\s{0,4}b?(["'`])([\w+/=-]{8,500})\2/g;

/** A variable of a program that settings start, over one line or two: `{ "name": "DB_PASSWORD", "value": "…" }`, `- name: …`. */
const NAME_AND_VALUE =
  /\bname["']?\s{0,4}[:=]\s{0,4}["']?([A-Z][A-Z\d_]{2,79})["']?(?:\s{0,4},\s{0,20}|\s{1,20})["']?value["']?\s{0,4}[:=]\s{0,4}(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|([^\s"',}]{1,400}))/g;

/** Fields by whose name a secret is expected and whose value looks like one. */
export function findAssigned(path: string, lines: readonly string[]): Secret[] {
  const place = placeOf(path);
  const plain = isYaml(path) ? lines.map((line) => (/[&*!]/.test(line) ? withoutAnchors(line) : line)) : lines;
  const below = isYaml(path) ? yamlFields(lines) : [];
  return [...inLines(plain, place), ...below.flatMap((field) => secretIn(field, { place, line: field.line }) ?? [])];
}

function inLines(lines: readonly string[], place: Place): Secret[] {
  return lines.flatMap((content, index) => {
    if (!WORTH_A_LOOK.test(content)) return [];
    if (content.length > LONGEST_LINE)
      return place === 'config'
        ? inLines(stretchesOf(content), place)
            .filter(isNoSample)
            .map((secret) => ({ ...secret, line: index + 1 }))
        : [];
    const plain = content.includes('\\"') ? content.replaceAll('\\"', '"') : content;
    const inTexts = plain === content ? [] : [...plain.matchAll(FIELD)].filter((match) => mayHoldValue(match, plain, place)).map(readField);
    const fields = [...content.matchAll(FIELD)].filter((match) => mayHoldValue(match, content, place)).map(readField);
    const pairs = [...content.matchAll(XML_PAIR)].map(([, name = '', value = '']) => ({ name, value }));
    const fallbacks = [...content.matchAll(FALLBACK)].map(readFallback);
    const next = lines[index + 1] ?? '';
    return [
      ...[...fields, ...pairs, ...fallbacks].map((field) => secretIn(field, { place, line: index + 1 })),
      ...inTexts.map((field) => secretIn(field, { place, line: index + 1 })).filter((one) => one !== null && isNoSample(one)),
      ...[...content.matchAll(DECODED)].map((match) => decodedSecret(match, { place, line: index + 1 })),
      secretIn(fieldOverTwo(content, next), { place, line: index + 2 }),
      secretIn(fallbackOverTwo(content, next), { place, line: index + 2 }),
      ...(place === 'config' ? namedValues(content, next) : []).map((field) => secretIn(field, { place, line: index + field.line })),
    ].filter((one) => one !== null);
  });
}

/** Data and texts in texts are full of simple words. */
const isNoSample = ({ strength }: Secret): boolean => strength !== 'weak';

const MOST_STRETCHES = 200;

/** Settings in one line, around each word that may be the name of a secret. */
function stretchesOf(content: string): string[] {
  const found = content.matchAll(new RegExp(WORTH_A_LOOK, 'gi'));
  return [...found].slice(0, MOST_STRETCHES).map(({ index }) => content.slice(Math.max(0, index - 80), index + 600));
}

function decodedSecret(match: RegExpExecArray, place: { readonly place: Place; readonly line: number }): Secret | null {
  const [, name = '', , run = ''] = match;
  const value = decoded(run);
  const secret = value === null ? null : secretIn({ name, value }, place);
  return secret === null ? null : { ...secret, value: run };
}

function namedValues(first: string, second: string): PlacedField[] {
  if (!first.includes('name') || second.length > LONGEST_LINE) return [];
  const own = first.trimEnd();
  return [...`${own} ${second.trim()}`.matchAll(NAME_AND_VALUE)].flatMap(
    ({ index, 0: all, 1: name = '', 2: double, 3: single, 4: bare }) =>
      index < own.length ? [{ name, value: double ?? single ?? bare ?? '', line: index + all.length > own.length ? 2 : 1 }] : [],
  );
}

function secretIn(field: Field | null, { place, line }: { readonly place: Place; readonly line: number }): Secret | null {
  const kind = field === null ? null : keyKind(field.name);
  const strength = field === null || kind === null ? null : strengthOf(field.value, kind, place);
  if (field === null || strength === null) return null;
  const what = `${kind === 'password' ? 'a password' : 'a secret'} in "${field.name}"`;
  return { rule: 'hard-coded-secret', what, value: field.value, line, strength };
}

/** A line that ends where a value belongs, and a text in the next one: formatters write long ones so. */
function fieldOverTwo(first: string, second: string): Field | null {
  const match = /[=:]\s{0,20}$/.test(first) ? matchOverTwo(FIELD, first, second) : undefined;
  return match === undefined ? null : readField(match);
}

function fallbackOverTwo(first: string, second: string): Field | null {
  const match = /(?:\|\||\?\?|\?:|\bor)\s{0,20}$/.test(first) ? matchOverTwo(FALLBACK, first, second) : undefined;
  return match === undefined ? null : readFallback(match);
}

function matchOverTwo(pattern: RegExp, first: string, second: string): RegExpExecArray | undefined {
  if (second.length > LONGEST_LINE || !/^\s{0,200}["'`]/.test(second)) return undefined;
  const name = first.trimEnd();
  return [...`${name} ${second.trim()}`.matchAll(pattern)].find(
    ({ index, 0: all }) => index < name.length && index + all.length > name.length,
  );
}

function readField(match: RegExpExecArray): Field {
  return { name: match[1] ?? '', value: match[5] ?? match[6] ?? '' };
}

function readFallback(match: RegExpExecArray): Field {
  return { name: match[1] ?? '', value: match[3] ?? '' };
}

function mayHoldValue(match: RegExpExecArray, content: string, place: Place): boolean {
  const [, name = '', nameQuote = '', separator = '', quote] = match;
  // Bare words are values only where nothing else can be: `password: user.password` in code is a name.
  if (quote === undefined && (place === 'code' || isCodeAfter(content, match))) return false;
  // Of a list the whole text before is the name, or it is a sentence.
  if (separator === ',' && (nameQuote === '' || content[match.index - 1] !== nameQuote)) return false;
  // A shell runs what is between these; and every page of a Firebase application holds such a key.
  return !(quote === '`' && place !== 'code') && !(/^api_?key$/i.test(name) && readField(match).value.startsWith('AIza'));
}

function isCodeAfter(content: string, match: RegExpExecArray): boolean {
  return /^[([{.]/.test(content.slice(match.index + match[0].length));
}

/** Letters of other alphabets, and those with marks, are letters and no signs: `Jelszó` is a word. */
function inPlainLetters(value: string): string {
  const unmarked = value.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return unmarked.replaceAll(/[^\0-\x7f]/gu, (character) => (/\p{L}/u.test(character) ? 'e' : character));
}

function strengthOf(written: string, kind: 'password' | 'key', place: Place): Strength | null {
  const value = inPlainLetters(written);
  if (value.length < 4 || isReference(value) || isSentence(value)) return null;
  if (kind === 'key' && isMadeUp(value)) return null;
  if (isRandom(value)) return isMadeUp(value) ? 'weak' : 'strong';
  if (kind === 'key' || isName(value)) return place === 'config' && !isName(value) ? 'weak' : null;
  const isChosen = value.length >= 6 && /[a-z]/i.test(value) && classesIn(value) >= 2 && /\d|[^\w\s]/.test(value) && !/\s/.test(value);
  return isChosen && !isMadeUp(value) ? 'strong' : 'weak';
}

function isSentence(value: string): boolean {
  return /^[\p{L}\p{P}\d]+(\s+[\p{L}\p{P}\d]+)+$/u.test(value) && isWordy(value);
}

/** A name of something: `user.password`, `errors/password-too-short`, `X-Api-Key`, `PASSWORD_RESET`, `passwordHash`. */
function isName(value: string): boolean {
  return (
    (/^[A-Za-z_$][\w$]*([.:/-][\w$]+)+$/.test(value) || /^[A-Z][A-Z\d_]*$/.test(value) || /^[a-z]+([A-Z][a-z]+)+$/.test(value)) &&
    isWordy(value)
  );
}
