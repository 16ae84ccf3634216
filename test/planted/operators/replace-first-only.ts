import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Simplify a replacement',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /\.replace\(\/(?!\\\\)(?:[^/\n\\]|\\.)+\/(g)\b/u, by: () => '' }),
} satisfies Operator;
