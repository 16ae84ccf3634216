import type { Node } from 'oxc-parser';
import { bare, type Bindings } from './bindings.ts';
import { reaching } from './reaching.ts';

/** A value without the syntax around it, or that of the name which is given it once. */
export function meantBy(node: Node, bindings: Bindings): Node {
  const value = bare(node);
  const binding = bindings.of(value);
  const [only, ...more] = binding?.writes ?? [];
  if (binding === null || only === undefined || more.length > 0 || only.path.length > 0) return value;
  // Callers give a parameter something too: `if (!name) name = 'a'`.
  if (binding.parameter !== null && reaching(binding.writes, value, bindings).last === null) return value;
  // `last = last.trim()` says nothing of what it was before.
  const isOfItself = only.value.start <= value.start && value.end <= only.value.end;
  return isOfItself ? value : bare(only.value);
}
