import type { Operator } from '../operator.ts';
import { change, isGraphql } from '../definitions.ts';

export default {
  title: 'Implement less',
  checkers: [3],
  plant: (tree) => change(tree, isGraphql, { find: /^type \w+( implements \w+) \{$/u, by: '' }),
} satisfies Operator;
