import type { Node } from 'oxc-parser';
import { walk } from '../../../syntax/walk.ts';
import { bare, type Bindings, isFunction } from './bindings.ts';

/** What a function of the file returns, when a callee is one. */
export function returnsOf(callee: Node, bindings: Bindings): Node[] {
  const made = functionOf(callee, bindings);
  if (made === null || !('body' in made) || made.body === null || typeof made.body !== 'object') return [];
  const body = made.body as Node;
  if (body.type !== 'BlockStatement') return [body];
  const found: Node[] = [];
  walk(body, (node) => {
    if (node.type === 'ReturnStatement' && node.argument !== null) found.push(node.argument);
    return !isFunction(node);
  });
  return found;
}

/** The function that a callee names or is. */
function functionOf(callee: Node, bindings: Bindings): Node | null {
  const expression = bare(callee);
  if (isFunction(expression)) return expression;
  const binding = bindings.of(expression);
  if (binding === null) return null;
  if (binding.declared !== null) return binding.declared;
  const value = binding.writes.length === 1 ? binding.writes[0]?.value : undefined;
  return value !== undefined && isFunction(value) ? value : null;
}
