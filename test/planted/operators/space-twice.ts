import type { Operator } from '../operator.ts';
import { isSource, replaceFirst } from '../places.ts';

export default {
  title: 'Line up an assignment',
  checkers: [7],
  plant: (tree) => replaceFirst(tree, isSource, { find: /^ +(?:const|let|var) \w+( )= \w/u, by: () => '   ' }),
} satisfies Operator;
