import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Choose a better default',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) =>
    breakTested(tree, isSource, {
      find: /(?:\?\?|\|\||[(,] ?\w+(?:: \w+)? =) (['"][^'"\n]*['"]|\d+)[,);\n]/u,
      by: (value) => (/^\d/u.test(value) ? `${value}1` : `${value.slice(0, -1)}x${value.slice(-1)}`),
    }),
} satisfies Operator;
