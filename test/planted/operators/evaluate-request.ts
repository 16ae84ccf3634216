import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Compute what is asked',
  checkers: [8],
  plant: (tree) => inHandler(tree, { lines: ({ input }) => [`const factor = eval(${input('factor')});`, 'console.log(factor);'] }),
} satisfies Operator;
