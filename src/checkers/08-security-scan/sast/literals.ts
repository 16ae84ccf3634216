import type { Node } from 'oxc-parser';
import { bare, type Bindings } from './bindings.ts';
import { meantBy } from './meant-by.ts';

/** Any program, as far as its names go. */
interface Named {
  readonly bindings: Bindings;
}

export const isFalse = (node: Node | null): boolean => node?.type === 'Literal' && (node.value === false || node.value === 0);

/** `false`, `!true`, `!1`, and the name of one that is written once. */
export function isOff(node: Node | null, program: Named): boolean {
  return truthOf(node, program) === false;
}

export function isOn(node: Node | null, program: Named): boolean {
  return truthOf(node, program) === true;
}

const DEEPEST = 12;

function truthOf(node: Node | null, program: Named, depth = 0): boolean | null {
  if (node === null || depth > DEEPEST) return null;
  const value = meantBy(node, program.bindings);
  if (value.type === 'Literal') return typeof value.value === 'boolean' || typeof value.value === 'number' ? Boolean(value.value) : null;
  if (value.type === 'UnaryExpression' && value.operator === '!') {
    const inner = truthOf(value.argument, program, depth + 1);
    return inner === null ? null : !inner;
  }
  return null;
}

export const isTrue = (node: Node | null): boolean => node?.type === 'Literal' && node.value === true;
export const textOf = (node: Node | null | undefined): string | null =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

/** An object, wherever it is written: itself, or what the name stands for. */
export function objectOf(node: Node | undefined, { bindings }: Named): Node | null {
  if (node === undefined) return null;
  const value = bare(node);
  if (value.type === 'ObjectExpression') return value;
  const writes = bindings.of(value)?.writes ?? [];
  const [only] = writes;
  return writes.length === 1 && only?.value.type === 'ObjectExpression' && only.path.length === 0 ? only.value : null;
}
