import type { Node } from 'oxc-parser';

const PLAIN: Readonly<Record<string, string>> = {
  TSStringKeyword: 'string',
  TSNumberKeyword: 'number',
  TSBooleanKeyword: 'boolean',
  TSBigIntKeyword: 'bigint',
  TSSymbolKeyword: 'symbol',
  TSNullKeyword: 'null',
  TSUndefinedKeyword: 'undefined',
  TSVoidKeyword: 'void',
};

/** The members of a type that is made of keywords and literals, lists and promises of them only; null for any other. */
export function plainTypes(type: Node | null, text: string): ReadonlySet<string> | null {
  if (type === null) return null;
  if (PLAIN[type.type] !== undefined) return new Set([PLAIN[type.type] ?? '']);
  if (type.type === 'TSParenthesizedType') return plainTypes(type.typeAnnotation, text);
  if (type.type === 'TSLiteralType') return new Set([text.slice(type.start, type.end).replace(/^'(.*)'$/, '"$1"')]);
  const held = heldIn(type);
  if (held !== null) {
    const inner = plainTypes(held.type, text);
    return inner === null ? null : new Set([...inner].map((one) => `${held.in}<${one}>`));
  }
  if (type.type !== 'TSUnionType') return null;
  const members = type.types.map((one) => plainTypes(one, text));
  return members.some((one) => one === null) ? null : new Set(members.flatMap((one) => [...(one ?? [])]));
}

/** What a list or a promise is of. */
function heldIn(type: Node): { readonly in: 'Array' | 'Promise'; readonly type: Node } | null {
  if (type.type === 'TSArrayType') return { in: 'Array', type: type.elementType };
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return null;
  const [one, ...others] = type.typeArguments?.params ?? [];
  const { name } = type.typeName;
  return one !== undefined && others.length === 0 && (name === 'Array' || name === 'Promise') ? { in: name, type: one } : null;
}

/** Has nothing of a plain type stayed? What may be missing beside it says nothing of that. */
export function isOther(before: ReadonlySet<string>, after: ReadonlySet<string>): boolean {
  const [was, is] = [before, after].map((types) => new Set([...types].filter((one) => one !== 'undefined' && one !== 'null').map(wideOf)));
  return was !== undefined && is !== undefined && was.size > 0 && is.size > 0 && was.isDisjointFrom(is);
}

function wideOf(type: string): string {
  const [, holder, inner = ''] = /^(Array|Promise)<(.*)>$/s.exec(type) ?? [];
  return holder === undefined ? kindOf(type) : `${holder}<${wideOf(inner)}>`;
}

/** Is every member of one plain type a member of the other? */
export function isWithin(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((one) => outer.has(one) || outer.has(wideOf(one)));
}

export function kindOf(literal: string): string {
  if (/^["'`]/.test(literal)) return 'string';
  if (literal === 'true' || literal === 'false') return 'boolean';
  return /^-?[\d.]/.test(literal) ? (literal.endsWith('n') ? 'bigint' : 'number') : literal;
}

export function written(types: ReadonlySet<string>): string {
  return [...types].slice(0, 6).join(' | ');
}
