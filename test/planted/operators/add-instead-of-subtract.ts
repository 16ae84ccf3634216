import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Fix a distance',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /[\w)\]] ([-+]) 1\b/u, by: (sign) => (sign === '-' ? '+' : '-') }),
} satisfies Operator;
