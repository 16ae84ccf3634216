import type { Node } from 'oxc-parser';

/** What is worked out from a whole program is asked for by several rules, and by both sides of neighbouring commits. */
export function oncePerProgram<T>(workOut: (program: Node) => T): (program: Node) => T {
  const known = new WeakMap<Node, { readonly value: T }>();
  return (program) => {
    const found = known.get(program) ?? { value: workOut(program) };
    known.set(program, found);
    return found.value;
  };
}
