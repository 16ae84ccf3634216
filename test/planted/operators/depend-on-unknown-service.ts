import type { Operator } from '../operator.ts';
import { addBelow, isCompose } from '../definitions.ts';

export default {
  title: 'Start in order',
  checkers: [1],
  plant: (tree) => addBelow(tree, isCompose, { find: /^ {4}image: .*$/u, line: 'depends_on: [cache-warmer]' }),
} satisfies Operator;
