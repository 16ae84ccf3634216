import type { Node } from 'oxc-parser';
import { bare } from './bindings.ts';
import type { Program } from './weakness.ts';

export const isFalse = (node: Node | null): boolean => node?.type === 'Literal' && (node.value === false || node.value === 0);
export const isTrue = (node: Node | null): boolean => node?.type === 'Literal' && node.value === true;
export const textOf = (node: Node | null | undefined): string | null =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

/** An object, wherever it is written: itself, or what the name stands for. */
export function objectOf(node: Node | undefined, { bindings }: Program): Node | null {
  if (node === undefined) return null;
  const value = bare(node);
  if (value.type === 'ObjectExpression') return value;
  const writes = bindings.of(value)?.writes ?? [];
  const [only] = writes;
  return writes.length === 1 && only?.value.type === 'ObjectExpression' && only.path.length === 0 ? only.value : null;
}
