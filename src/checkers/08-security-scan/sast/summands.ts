import type { Node } from 'oxc-parser';
import { bare } from './bindings.ts';

/** What is added up, in order: `a + b + c` is a tree that is as deep as it is long. */
export function summandsOf(node: Node): Node[] {
  const found: Node[] = [];
  let rest = bare(node);
  while (rest.type === 'BinaryExpression' && rest.operator === '+') {
    found.push(rest.right);
    rest = bare(rest.left);
  }
  return [...found, rest].toReversed();
}
