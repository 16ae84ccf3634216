import type { Node } from 'oxc-parser';
import { kindOf } from './plain-types.ts';
import { canonical, isAssignable, unionOf, type WrittenType, writtenType } from './written-type.ts';

/** What a function says of one of its parameters. */
export interface Parameter {
  /** Its type; null where none is written: it takes anything. */
  readonly written: WrittenType | null;
  /** Of each member of its type, what it surely is; null where its writing does not say. */
  readonly sorts: ReadonlyMap<string, Sort | null>;
  /** Its type as it is written, in one way. */
  readonly text: string;
  readonly isRest: boolean;
  /** It names a type that the function itself leaves open. */
  readonly isOpen: boolean;
}

/** What one way to call a function takes. */
export interface Callable {
  /** Null in plain JavaScript. */
  readonly required: number | null;
  readonly most: number;
  readonly parameters: readonly Parameter[];
}

type Sort = 'plain' | 'function' | 'list' | 'object';
type Answer = 'yes' | 'no' | 'unsure';

export function parameterOf(
  node: Node,
  type: Node | null,
  { text, open }: { readonly text: string; readonly open: readonly string[] },
): Parameter {
  const name = type === null ? '' : canonical(type, text);
  const words = new Set(name.match(/[\w$]+/g));
  return {
    written: type === null ? null : writtenType(type, text),
    sorts: new Map(type === null ? [] : unionOf(type).map((one) => [canonical(one, text), sortOf(one)])),
    text: name,
    isRest: node.type === 'RestElement',
    isOpen: open.some((one) => words.has(one)),
  };
}

function sortOf(node: Node): Sort | null {
  switch (node.type) {
    case 'TSStringKeyword':
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSBigIntKeyword':
    case 'TSSymbolKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
    case 'TSLiteralType':
      return 'plain';
    case 'TSFunctionType':
    case 'TSConstructorType':
      return 'function';
    case 'TSArrayType':
    case 'TSTupleType':
      return 'list';
    case 'TSTypeLiteral':
      return 'object';
    default:
      return null;
  }
}

/** May whoever calls the second one call the first in the same way? */
export function accepts(head: Callable, base: Callable): Answer {
  if (head.required === null || base.required === null) return 'unsure';
  if (head.required > base.required || base.required > head.most || isSwapped(head.parameters, base.parameters)) return 'no';
  const answers = base.parameters.slice(0, head.parameters.length).map((one, index) => takes(head.parameters[index] ?? one, one));
  if (answers.includes('no')) return 'no';
  return answers.includes('unsure') || base.most > head.most ? 'unsure' : 'yes';
}

/** Do several together take what none of them does? A union that became a list of overloads. */
export function acceptsAmong(heads: readonly Callable[], base: Callable): boolean {
  return base.parameters.some((one, at) => {
    const others = heads.filter(
      ({ required, parameters }) =>
        required !== null &&
        required <= (base.required ?? 0) &&
        base.parameters.every((other, index) => index === at || takes(parameters[index] ?? one, other) === 'yes'),
    );
    return [...one.sorts.keys()].every((member) =>
      others.some(({ parameters }) => takesMember(parameters[at] ?? one, one, member) !== 'no'),
    );
  });
}

/** The same types in another order: each would have to be the other. */
export function isSwapped(head: readonly Parameter[], base: readonly Parameter[]): boolean {
  const moved = base.filter((one, index) => one.text !== head[index]?.text);
  if (head.length !== base.length || moved.length < 2) return false;
  const isTold = [...head, ...base].every(({ isRest, isOpen, text }) => !isRest && !isOpen && !/^(?:any|unknown|)$/.test(text));
  const inOrder = (all: readonly Parameter[]) =>
    all
      .map(({ text }) => text)
      .toSorted()
      .join('\0');
  return isTold && inOrder(head) === inOrder(base);
}

function takes(head: Parameter, base: Parameter): Answer {
  if (head.written === null || head.sorts.has('any') || head.sorts.has('unknown')) return 'yes';
  if (base.written === null || head.isRest !== base.isRest) return 'unsure';
  if (head.isOpen || base.isOpen) return head.isOpen && base.isOpen && head.text === base.text ? 'yes' : 'unsure';
  if (isAssignable(base.written, head.written)) return 'yes';
  const answers = [...base.sorts.keys()].map((member) => takesMember(head, base, member));
  return answers.includes('no') ? 'no' : answers.includes('unsure') ? 'unsure' : 'yes';
}

function takesMember(head: Parameter, base: Parameter, member: string): Answer {
  const sort = base.sorts.get(member) ?? null;
  if (head.sorts.has(member) || (sort === 'plain' && head.sorts.has(kindOf(member)))) return 'yes';
  if (head.isOpen || base.isOpen || sort === null) return 'unsure';
  return [...head.sorts].every(([name, other]) => isApart({ name: member, sort }, { name, sort: other })) ? 'no' : 'unsure';
}

interface Told {
  readonly name: string;
  readonly sort: Sort | null;
}

/** Surely nothing that is the one is the other; of a literal and its kind, not all of it. */
function isApart(one: Told, other: Told): boolean {
  if (other.sort === 'plain') return one.sort !== 'plain' || !other.name.startsWith('`') || kindOf(one.name) !== 'string';
  if (one.sort === 'plain') return other.sort === 'function' || other.sort === 'list';
  return (one.sort === 'function' && other.sort === 'list') || (one.sort === 'list' && other.sort === 'function');
}
