import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Take the prefix off',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /\.(?:slice|substring|substr)\((\d)/u, by: (number) => String(Number(number) + 1) }),
} satisfies Operator;
