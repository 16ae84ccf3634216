import type { Node } from 'oxc-parser';
import { keyName } from '../../../syntax/literal.ts';
import type { ParsedSource } from '../../../syntax/parse-source.ts';
import { isMarkedInternal } from './internal-mark.ts';
import { broughtBy } from './known-classes.ts';
import { plainTypes } from './plain-types.ts';
import { type Callable, parameterOf } from './acceptance.ts';
import { plain, type WrittenType, writtenType } from './written-type.ts';

/** What syntax says of a function's parameters and answer. */
export interface Signature extends Callable {
  readonly line: number;
  /** What it takes, as it is written. */
  readonly said: string;
  /** By position: the plain types a parameter takes; null where syntax does not say. */
  readonly takes: readonly (ReadonlySet<string> | null)[];
  readonly answers: ReadonlySet<string> | null;
  /** Of objects whose type is written there: by position, and of the answer. */
  readonly shapes: readonly (Shape | null)[];
  readonly answered: Shape | null;
  /** Types by their names, alone, in a list or beside others. */
  readonly namesTaken: readonly string[];
  readonly namesAnswered: readonly string[];
}

/** What has parameters and an answer. */
type Parametric = Pick<FunctionNode, 'params' | 'returnType' | 'start'> & { readonly typeParameters?: FunctionNode['typeParameters'] };

type FunctionNode = Extract<
  Node,
  {
    readonly type:
      | 'FunctionDeclaration'
      | 'FunctionExpression'
      | 'ArrowFunctionExpression'
      | 'TSDeclareFunction'
      | 'TSEmptyBodyFunctionExpression';
  }
>;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'TSDeclareFunction' ||
    node?.type === 'TSEmptyBodyFunctionExpression'
  );
}

export function signatureOf({ params, returnType, typeParameters, start }: Parametric, source: ParsedSource): Signature {
  const { text, language } = source;
  // `this` is said by no caller.
  const parameters = params.filter((one) => !(one.type === 'Identifier' && one.name === 'this'));
  const required = parameters.findLastIndex((one) => isRequired(one)) + 1;
  const hasRest = parameters.some(({ type }) => type === 'RestElement');
  const open = (typeParameters?.params ?? []).map(({ name }) => name.name);
  return {
    required: language === 'ts' ? required : null,
    most: hasRest ? Number.POSITIVE_INFINITY : parameters.length,
    parameters: parameters.map((one) => parameterOf(one, annotationOf(one), { text, open })),
    line: source.lineOf(start),
    said: inOneLine(parameters.map((one) => text.slice(one.start, one.end)).join(', ')),
    takes: parameters.map((one) => plainTypes(annotationOf(one), text)),
    answers: plainTypes(returnType?.typeAnnotation ?? null, text),
    shapes: parameters.map((one) => writtenShape(annotationOf(one), source)),
    answered: writtenShape(returnType?.typeAnnotation ?? null, source),
    namesTaken: parameters.flatMap((one) => namesIn(annotationOf(one))),
    namesAnswered: namesIn(returnType?.typeAnnotation ?? null),
  };
}

const MOST_SAID = 100;

function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MOST_SAID ? `${line.slice(0, MOST_SAID)}…` : line;
}

function writtenShape(type: Node | null, source: ParsedSource): Shape | null {
  return type?.type === 'TSTypeLiteral' ? shapeOf(type, source) : null;
}

/** In these a type is handed on as it is. */
const HOLDERS = new Set(['Array', 'ReadonlyArray', 'Promise', 'Readonly']);

function namesIn(type: Node | null): string[] {
  switch (type?.type) {
    case 'TSUnionType':
      return type.types.flatMap(namesIn);
    case 'TSParenthesizedType':
    case 'TSTypeOperator':
      return namesIn(type.typeAnnotation);
    case 'TSArrayType':
      return namesIn(type.elementType);
    case 'TSTypeReference': {
      const name = type.typeName.type === 'Identifier' ? type.typeName.name : '';
      return HOLDERS.has(name) ? (type.typeArguments?.params ?? []).flatMap(namesIn) : [name];
    }
    default:
      return [];
  }
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

/** The members of an interface, of a type that is written as an object, or of a class. */
export interface Shape {
  readonly members: ReadonlyMap<string, Member>;
  /** From where it has more than is written here: what it extends; empty where all of it is. */
  readonly inherited: string;
  /** What that brings along, where it is a class that everybody knows. */
  readonly brought: ReadonlySet<string> | null;
  readonly isClass: boolean;
  /** Of a class: nobody makes one by `new`, but for those that extend it. */
  readonly isAbstract: boolean;
  /** Members that nobody outside can use, or was to: where they are, by the names that they would have. */
  readonly hidden: ReadonlyMap<string, number>;
  readonly line: number;
}

export interface Member {
  readonly isOptional: boolean;
  /** Nobody can make one of these without it: not so of what a class brings along. */
  readonly isDemanded: boolean;
  /** Its type, as far as that is made of keywords and literals. */
  readonly types: ReadonlySet<string> | null;
  /** Its type as it is written; null where that is not said in one place. */
  readonly written: WrittenType | null;
  readonly signature: Signature | null;
  /** Of a method every way to call it; without that of its body where others are written above. */
  readonly overloads: readonly Signature[] | null;
  readonly line: number;
}

/** Null: something else, of which syntax does not tell the members. In plain JavaScript a class has more than it says. */
export function shapeOf(node: Node, source: ParsedSource): Shape | null {
  if (source.language !== 'ts') return null;
  switch (node.type) {
    case 'TSInterfaceDeclaration':
      return shapeIn(node.body.body, { source, node, inherited: textOf(node.extends, source) });
    case 'TSTypeAliasDeclaration':
      return shapeOf(node.typeAnnotation, source);
    case 'TSTypeLiteral':
      return shapeIn(node.members, { source, node });
    case 'TSIntersectionType':
      return intersectionOf(node, source);
    case 'ClassDeclaration': {
      const inherited = textOf(node.superClass === null ? [] : [node.superClass], source);
      const brought = more(node.body.body) === '' ? broughtBy(node.superClass, source) : null;
      return { ...shapeIn(node.body.body, { source, node, inherited }), brought, isClass: true, isAbstract: node.abstract === true };
    }
    default:
      return null;
  }
}

/** What is written in it, beside what other types bring along. */
function intersectionOf(node: Extract<Node, { readonly type: 'TSIntersectionType' }>, source: ParsedSource): Shape | null {
  const written = node.types.filter(({ type }) => type === 'TSTypeLiteral');
  const nodes = written.flatMap((one) => (one.type === 'TSTypeLiteral' ? one.members : []));
  if (written.length === 0) return null;
  const others = node.types.filter(({ type }) => type !== 'TSTypeLiteral');
  return shapeIn(nodes, { source, node, inherited: textOf(others, source) });
}

interface Whole {
  readonly source: ParsedSource;
  readonly node: Node;
  readonly inherited?: string;
}

function shapeIn(nodes: readonly Node[], { source, node, inherited = '' }: Whole): Shape {
  return {
    members: membersIn(nodes, source),
    inherited: inherited + more(nodes),
    brought: null,
    isClass: false,
    isAbstract: false,
    hidden: hiddenIn(nodes, source),
    line: source.lineOf(node.start),
  };
}

/** Members that have no name of their own may be any. */
function more(members: readonly Node[]): string {
  return members.some((one) => one.type === 'TSIndexSignature' || (!isNameless(one) && nameOf(one) === null)) ? '[…]' : '';
}

function isNameless({ type }: Node): boolean {
  return type === 'StaticBlock' || type === 'TSCallSignatureDeclaration' || type === 'TSConstructSignatureDeclaration';
}

function membersIn(nodes: readonly Node[], source: ParsedSource): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const node of nodes.flatMap((one) => [one, ...parameterProperties(one)])) {
    const name = nameOf(node);
    if (name === null || isHidden(node) || isMarkedInternal(node, source)) continue;
    const known = members.get(name);
    const found = memberOf(node, source);
    // Overloads, and both ways of an accessor, say together something else than each.
    members.set(
      name,
      known === undefined ? found : { ...found, types: null, written: null, ...overloaded(known, found), line: known.line },
    );
  }
  return members;
}

function hiddenIn(nodes: readonly Node[], source: ParsedSource): ReadonlyMap<string, number> {
  const hidden = nodes.flatMap((one) => [one, ...parameterProperties(one)]).filter((one) => isHidden(one) || isMarkedInternal(one, source));
  return new Map(hidden.map((one) => [(nameOf(one) ?? '').replace(/^(static )?[#_]+/, '$1'), source.lineOf(one.start)]));
}

/** Members that a constructor declares among its parameters. */
function parameterProperties(node: Node): Node[] {
  if (node.type !== 'MethodDefinition' || node.kind !== 'constructor') return [];
  return node.value.params.filter(({ type }) => type === 'TSParameterProperty');
}

function nameOf(node: Node): string | null {
  switch (node.type) {
    case 'TSParameterProperty': {
      const { parameter } = node;
      const named = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      return named.type === 'Identifier' ? named.name : null;
    }
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return node.computed ? null : keyName(node.key);
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'MethodDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'TSAbstractAccessorProperty':
    case 'TSAbstractMethodDefinition': {
      const name = node.computed ? null : node.key.type === 'PrivateIdentifier' ? `#${node.key.name}` : keyName(node.key);
      return name !== null && node.static ? `static ${name}` : name;
    }
    default:
      return null;
  }
}

/** Nobody outside can use it, or was to. */
function isHidden(node: Node): boolean {
  const access: unknown = Reflect.get(node, 'accessibility');
  return access === 'private' || access === 'protected' || /^(?:static )?[#_]/.test(nameOf(node) ?? '');
}

function memberOf(node: Node, source: ParsedSource): Member {
  const line = source.lineOf(node.start);
  const isOptional = Reflect.get(node, 'optional') === true;
  const isDemanded = !isOptional && (node.type.startsWith('TSAbstract') || !/Definition$|^Accessor|^TSParameter/.test(node.type));
  const called = callOf(node);
  if (called !== null || node.type === 'TSMethodSignature' || node.type === 'MethodDefinition') {
    const signature = called === null ? null : signatureOf(called, source);
    return { isOptional, isDemanded, types: null, written: null, ...functionOf(signature, hasBody(node)), line };
  }
  const type = 'typeAnnotation' in node ? node.typeAnnotation : null;
  const inner = type?.type === 'TSTypeAnnotation' ? type.typeAnnotation : null;
  const written = inner === null ? null : writtenType(inner, source.text);
  return { isOptional, isDemanded, types: plainTypes(inner, source.text), written, signature: null, overloads: null, line };
}

/** What is called of a method; null of an accessor, and of anything else. */
function callOf(node: Node): Parametric | null {
  if (node.type === 'TSMethodSignature') return node.kind === 'method' ? node : null;
  if (node.type !== 'MethodDefinition' && node.type !== 'TSAbstractMethodDefinition') return null;
  return node.kind !== 'get' && node.kind !== 'set' && isFunction(node.value) ? node.value : null;
}

function hasBody(node: Node): boolean {
  return node.type === 'MethodDefinition' && node.value.type === 'FunctionExpression';
}

type Called = Pick<Member, 'signature' | 'overloads'>;

/** A function that is written once; that with a body is nothing to callers where others are written above it. */
export function functionOf(signature: Signature | null, isBody: boolean): Called {
  return { signature, overloads: signature === null ? null : isBody ? [] : [signature] };
}

/** The same that is written again. */
export function overloaded(known: Called, found: Called): Called {
  const isFunctions = known.overloads !== null && found.overloads !== null;
  return { signature: null, overloads: isFunctions ? [...known.overloads, ...found.overloads] : null };
}

/** Every way to call it, as callers see them; null where that is not known. */
export function waysToCall({ signature, overloads }: Called): readonly Signature[] | null {
  return signature !== null ? [signature] : overloads === null || overloads.length === 0 ? null : overloads;
}

function textOf(nodes: readonly Node[], { text }: ParsedSource): string {
  return nodes.map(({ start, end }) => plain(text.slice(start, end))).join();
}
