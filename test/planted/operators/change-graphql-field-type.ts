import type { Operator } from '../operator.ts';
import { change, isGraphql } from '../definitions.ts';

export default {
  title: 'Number things by text in GraphQL',
  checkers: [3],
  plant: (tree) => change(tree, isGraphql, { find: /^ {2}\w+: (Int)$/u, by: 'String' }),
} satisfies Operator;
