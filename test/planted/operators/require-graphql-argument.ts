import type { Operator } from '../operator.ts';
import { change, isGraphql } from '../definitions.ts';

export default {
  title: 'Insist on an argument',
  checkers: [3],
  plant: (tree) => change(tree, isGraphql, { find: /^ {2}\w+\([^)\n]*\bfirst: (Int)[,)]/u, by: 'Int!' }),
} satisfies Operator;
