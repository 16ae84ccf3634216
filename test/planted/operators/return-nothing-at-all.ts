import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Drop a value that nobody needs',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /^ +return ((?!undefined|null)\w+(?:\.\w+)*);?$/u, by: () => 'undefined' }),
} satisfies Operator;
