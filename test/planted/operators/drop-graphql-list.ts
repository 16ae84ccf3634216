import type { Operator } from '../operator.ts';
import { change, isGraphql } from '../definitions.ts';

export default {
  title: 'Give the first one only',
  checkers: [3],
  plant: (tree) => change(tree, isGraphql, { find: /^ {2}\w+: (\[\w+\])$/u, by: (found) => found.slice(1, -1) }),
} satisfies Operator;
