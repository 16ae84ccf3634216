import type { Operator } from '../operator.ts';
import { isGraphql, repeat } from '../definitions.ts';

export default {
  title: 'Merge two branches of the schema',
  checkers: [1],
  plant: (tree) => repeat(tree, isGraphql, /^ {2}(\w+): \w+!?$/u),
} satisfies Operator;
