import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Accept more',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) => breakTested(tree, isSource, { find: /if \(\w[^|&\n]* (&&) [^|&\n]*\) /u, by: () => '||' }),
} satisfies Operator;
