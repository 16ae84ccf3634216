import type { Node } from 'oxc-parser';

const PLAIN: Readonly<Record<string, string>> = {
  TSStringKeyword: 'string',
  TSNumberKeyword: 'number',
  TSBooleanKeyword: 'boolean',
  TSBigIntKeyword: 'bigint',
  TSSymbolKeyword: 'symbol',
  TSNullKeyword: 'null',
  TSUndefinedKeyword: 'undefined',
};

/** The members of a type that is made of keywords and literals only; null for any other. */
export function plainTypes(type: Node | null, text: string): ReadonlySet<string> | null {
  if (type === null) return null;
  if (PLAIN[type.type] !== undefined) return new Set([PLAIN[type.type] ?? '']);
  if (type.type === 'TSParenthesizedType') return plainTypes(type.typeAnnotation, text);
  if (type.type === 'TSLiteralType') return new Set([text.slice(type.start, type.end).replace(/^'(.*)'$/, '"$1"')]);
  if (type.type !== 'TSUnionType') return null;
  const members = type.types.map((one) => plainTypes(one, text));
  return members.some((one) => one === null) ? null : new Set(members.flatMap((one) => [...(one ?? [])]));
}

/** Is every member of one plain type a member of the other? */
export function isWithin(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((one) => outer.has(one) || outer.has(kindOf(one)));
}

export function kindOf(literal: string): string {
  if (/^["'`]/.test(literal)) return 'string';
  if (literal === 'true' || literal === 'false') return 'boolean';
  return /^-?[\d.]/.test(literal) ? (literal.endsWith('n') ? 'bigint' : 'number') : literal;
}

export function written(types: ReadonlySet<string>): string {
  return [...types].slice(0, 6).join(' | ');
}
