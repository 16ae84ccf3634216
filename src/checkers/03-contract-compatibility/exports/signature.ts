import type { Node } from 'oxc-parser';
import type { ParsedSource } from '../../../syntax/parse-source.ts';

/** What syntax says of a function's parameters and answer. */
export interface Signature {
  /** How many arguments a call must have at least; null in plain JavaScript, where syntax does not say. */
  readonly required: number | null;
  /** How many it may have; infinite with a rest parameter. */
  readonly most: number;
  /** By position: the plain types a parameter takes; null where syntax does not say. */
  readonly takes: readonly (ReadonlySet<string> | null)[];
  readonly answers: ReadonlySet<string> | null;
}

type FunctionNode = Extract<
  Node,
  { readonly type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' | 'TSDeclareFunction' }
>;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'TSDeclareFunction'
  );
}

export function signatureOf({ params, returnType }: FunctionNode, { text, language }: ParsedSource): Signature {
  // `this` is said by no caller.
  const parameters = params.filter((one) => !(one.type === 'Identifier' && one.name === 'this'));
  const required = parameters.findLastIndex((one) => isRequired(one)) + 1;
  const hasRest = parameters.some(({ type }) => type === 'RestElement');
  return {
    required: language === 'ts' ? required : null,
    most: hasRest ? Number.POSITIVE_INFINITY : parameters.length,
    takes: parameters.map((one) => plainTypes(annotationOf(one), text)),
    answers: plainTypes(returnType?.typeAnnotation ?? null, text),
  };
}

function isRequired(parameter: Node): boolean {
  switch (parameter.type) {
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern': {
      // The types of the parser leave it out of parameters.
      const isOptional: unknown = Reflect.get(parameter, 'optional');
      return isOptional !== true && !isVoid(parameter.typeAnnotation?.typeAnnotation ?? null);
    }
    case 'TSParameterProperty':
      return isRequired(parameter.parameter);
    default:
      return false;
  }
}

/** A parameter that takes void may be left out at the end. */
function isVoid(type: Node | null): boolean {
  return type !== null && (type.type === 'TSVoidKeyword' || (type.type === 'TSUnionType' && type.types.some(isVoid)));
}

function annotationOf(parameter: Node): Node | null {
  if (parameter.type === 'AssignmentPattern') return annotationOf(parameter.left);
  if (parameter.type === 'TSParameterProperty') return annotationOf(parameter.parameter);
  if (parameter.type === 'Identifier' || parameter.type === 'ObjectPattern' || parameter.type === 'ArrayPattern')
    return parameter.typeAnnotation?.typeAnnotation ?? null;
  return null;
}

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
function plainTypes(type: Node | null, text: string): ReadonlySet<string> | null {
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

function kindOf(literal: string): string {
  if (/^["'`]/.test(literal)) return 'string';
  if (literal === 'true' || literal === 'false') return 'boolean';
  return /^-?[\d.]/.test(literal) ? (literal.endsWith('n') ? 'bigint' : 'number') : literal;
}
