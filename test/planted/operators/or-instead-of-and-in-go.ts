import type { Operator } from '../operator.ts';
import { breakTested, isGoSource } from '../places.ts';

export default {
  title: 'Accept more',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isGoSource, { find: /if \w[^&|\n]* (&&) /u, by: () => '||' }),
} satisfies Operator;
