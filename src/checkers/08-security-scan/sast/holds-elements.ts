import type { Node } from 'oxc-parser';
import { walk } from '../../../syntax/walk.ts';
import { type Bindings, isFunction } from './bindings.ts';
import { returnsOf } from './returns.ts';

/**
 * May what `map` makes hold what the list holds? `ids.map(() => '?')` and `ids.map((_, index) => \`$${index + 1}\`)` are how the marks of a statement
 * are written, one for each value, and hold nothing of them.
 */
export function holdsElements(mapper: Node, bindings: Bindings): boolean {
  if (!isFunction(mapper) || !('params' in mapper) || !Array.isArray(mapper.params)) return true;
  if ((mapper.params as Node[]).some(({ type }) => type !== 'Identifier')) return true;
  let isHeld = false;
  for (const returned of returnsOf(mapper, bindings))
    walk(returned, (node) => {
      if (node.type === 'Identifier' && isOfElement(node, { mapper, bindings })) isHeld = true;
      return !isHeld;
    });
  return isHeld;
}

/** The element or the list, or what the function keeps in a variable of its own. */
function isOfElement(
  node: Node & { readonly type: 'Identifier' },
  { mapper, bindings }: { readonly mapper: Node; readonly bindings: Bindings },
): boolean {
  const binding = bindings.of(node);
  if (binding === null) return node.name === 'arguments';
  if (binding.parameter?.of === mapper && binding.parameter.index !== 1) return true;
  const given = [...binding.writes, ...binding.keys].map(({ value }) => value);
  return [...given, binding.declared].some((one) => one !== null && mapper.start <= one.start && one.end <= mapper.end);
}
