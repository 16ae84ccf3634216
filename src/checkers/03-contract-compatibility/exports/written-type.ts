import type { Node } from 'oxc-parser';

/** A type as far as its writing tells: whatever the order of a union, the names of parameters and the division of its lines. */
export interface WrittenType {
  /** The members of the union that it is, or it alone, as they are known again; of functions what they take and answer. */
  readonly members: ReadonlyMap<string, WrittenFunction | null>;
}

interface WrittenFunction {
  readonly parameters: readonly string[];
  /** How many of these have to be given. */
  readonly required: number;
  readonly answer: string;
}

export function writtenType(node: Node, text: string): WrittenType {
  return { members: new Map(unionOf(node).map((one) => [canonical(one, text), functionOf(one, text)])) };
}

/** May whatever is of the one type stand where the other is asked for? Only as far as the writing of both says it. `isOptional`: nothing may stand there as well. */
export function isAssignable(from: WrittenType, to: WrittenType, isOptional = false): boolean {
  return [...from.members].every(([name, form]) => {
    if (to.members.has(name) || (isOptional && name === 'undefined')) return true;
    return form !== null && [...to.members.values()].some((other) => other !== null && isCallable(form, other));
  });
}

/** Whoever calls the second one may be handed the first: it leaves arguments out, or takes more that need not be given. */
function isCallable(from: WrittenFunction, to: WrittenFunction): boolean {
  const common = Math.min(from.parameters.length, to.parameters.length);
  if (from.answer !== to.answer || from.required > to.parameters.length) return false;
  // What the caller may leave out, it may not demand.
  if (from.required > to.required) return false;
  return from.parameters.slice(0, common).every((one, index) => one === to.parameters[index]);
}

export function unionOf(node: Node): readonly Node[] {
  if (node.type === 'TSParenthesizedType') return unionOf(node.typeAnnotation);
  return node.type === 'TSUnionType' ? node.types.flatMap(unionOf) : [node];
}

export function canonical(node: Node, text: string): string {
  switch (node.type) {
    case 'TSParenthesizedType':
      return canonical(node.typeAnnotation, text);
    case 'TSUnionType':
      return unionOf(node)
        .map((one) => canonical(one, text))
        .toSorted()
        .join('|');
    case 'TSArrayType':
      return `Array<${canonical(node.elementType, text)}>`;
    case 'TSTypeReference': {
      const parameters = (node.typeArguments?.params ?? []).map((one) => canonical(one, text));
      const name = plain(text.slice(node.typeName.start, node.typeName.end));
      return parameters.length === 0 ? name : `${name}<${parameters.join()}>`;
    }
    case 'TSFunctionType': {
      const form = functionOf(node, text);
      return form === null ? plain(text.slice(node.start, node.end)) : `((${form.parameters.join()};${form.required})=>${form.answer})`;
    }
    default:
      return plain(text.slice(node.start, node.end));
  }
}

/** Null: none, or one whose answer speaks of its parameters or of types of its own. */
function functionOf(node: Node, text: string): WrittenFunction | null {
  if (node.type !== 'TSFunctionType' || (node.typeParameters ?? null) !== null) return null;
  const answer = node.returnType.typeAnnotation;
  const whole = text.slice(node.start, node.end);
  if (answer.type === 'TSTypePredicate' || /\btypeof\b|\bthis\b|\bis\b/.test(whole)) return null;
  const parameters: string[] = [];
  let required = 0;
  for (const [index, one] of node.params.entries()) {
    // Patterns and rests are compared as they are written.
    if (one.type !== 'Identifier') return null;
    const type = one.typeAnnotation?.typeAnnotation;
    parameters.push(type === undefined ? 'any' : canonical(type, text));
    const isOptional: unknown = Reflect.get(one, 'optional');
    if (isOptional !== true) required = index + 1;
  }
  return { parameters, required, answer: canonical(answer, text) };
}

/** However its lines are divided and its quotes are written. */
export function plain(text: string): string {
  return text.replaceAll(/\s+|;(?=\s*\})|^\||(?<=[({<]\s*)\||,(?=\s*[>)\]}])/g, '').replaceAll('"', "'");
}
