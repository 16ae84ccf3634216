import { dottedName, type PythonArgument, type PythonCall, type PythonNode, wholeText } from './python-expression.ts';
import type { PythonScope } from './python-program.ts';

export function argumentsFor(call: PythonCall, given: readonly (number | string)[] = [0]): PythonNode[] {
  const places = call.arguments.filter(({ name }) => name === null).map(({ value }) => value);
  return given.flatMap((one) => (typeof one === 'number' ? (places[one] ?? []) : (keyword(call, one) ?? [])));
}

export function keyword(call: PythonCall, name: string): PythonNode | null {
  return call.arguments.find((one) => one.name === name)?.value ?? null;
}

export function isFalse(node: PythonNode | null): boolean {
  return (node?.kind === 'name' && node.name === 'False') || (node?.kind === 'number' && /^0+$/.test(node.text));
}

export function isTrue(node: PythonNode | null): boolean {
  return (node?.kind === 'name' && node.name === 'True') || (node?.kind === 'number' && /^[1-9]\d*$/.test(node.text));
}

const DEEPEST = 5;

/** The call with what `**` puts into it as arguments of their own, as far as the file says what that is. */
export function withSpread(call: PythonCall, scope: PythonScope): PythonCall {
  if (!call.arguments.some(({ value }) => isSpread(value))) return call;
  return {
    ...call,
    arguments: call.arguments.flatMap((one) => (isSpread(one.value) ? [one, ...entriesOf(one.value.parts[0], scope, 0)] : [one])),
  };
}

export function isSpread(node: PythonNode): node is Extract<PythonNode, { kind: 'operation' }> {
  return node.kind === 'operation' && node.parts.length === 1 && node.operators.length === 1 && node.operators[0] === '**';
}

function entriesOf(node: PythonNode | undefined, scope: PythonScope, depth: number): PythonArgument[] {
  if (node === undefined || depth > DEEPEST) return [];
  if (node.kind === 'call') return dottedName(node.callee) === 'dict' ? [...node.arguments] : [];
  if (node.kind === 'group') return inDictionary(node.parts, scope, depth);
  const name = dottedName(node);
  for (let around: PythonScope | null = scope; name !== null && around !== null; around = around.parent) {
    const [only, more] = around.writes.get(name) ?? [];
    if (only === undefined) continue;
    const later = [...around.writes].flatMap(([key, values]) => {
      const entry = key.startsWith(`${name}[`) ? key.slice(name.length + 1, -1) : null;
      return entry === null ? [] : values.map((value) => ({ name: entry, value }));
    });
    return [...later, ...(more === undefined ? entriesOf(only, around, depth + 1) : [])];
  }
  return [];
}

/** Keys and values stand one behind the other. */
function inDictionary(parts: readonly PythonNode[], scope: PythonScope, depth: number): PythonArgument[] {
  const found: PythonArgument[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) continue;
    if (isSpread(part)) {
      found.push(...entriesOf(part.parts[0], scope, depth + 1));
      continue;
    }
    const value = parts[index + 1];
    const name = wholeText(part);
    if (name !== null && value !== undefined) found.push({ name, value });
    index += 1;
  }
  return found;
}
