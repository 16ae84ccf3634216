import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Add to a list',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /[[(,] ?(\.\.\.)\w[\w.]*[\]),]/u, by: () => '' }),
} satisfies Operator;
