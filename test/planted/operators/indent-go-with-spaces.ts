import type { Operator } from '../operator.ts';
import { isGoSource, replaceFirst } from '../places.ts';

export default {
  title: 'Touch a function',
  checkers: [7],
  plant: (tree) => replaceFirst(tree, isGoSource, { find: /^(\t)return \w/u, by: () => '    ' }),
} satisfies Operator;
