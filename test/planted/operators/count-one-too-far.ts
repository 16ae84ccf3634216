import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Include the last one',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /\w (<) (?:\w+\.)+length\b/u, by: () => '<=' }),
} satisfies Operator;
