import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Simplify a pattern',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /[\])$]\/(i)[,;).]/u, by: () => '' }),
} satisfies Operator;
