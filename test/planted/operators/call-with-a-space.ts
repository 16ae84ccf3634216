import type { Operator } from '../operator.ts';
import { isSource, replaceFirst } from '../places.ts';

export default {
  title: 'Touch a call',
  checkers: [7],
  plant: (tree) => replaceFirst(tree, isSource, { find: /^ +(?:const|let) \w+ = (?:new )?\w+()\(/u, by: () => ' ' }),
} satisfies Operator;
