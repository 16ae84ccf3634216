import type { Operator } from '../operator.ts';
import { isSource, replaceFirst } from '../places.ts';

export default {
  title: 'Touch a statement',
  checkers: [7],
  plant: (tree) => replaceFirst(tree, isSource, { find: /^ +return \w[^\n{[(`]*;()$/u, by: () => ';' }),
} satisfies Operator;
