import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Filter by what is asked',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      lines: ({ input }) => [`const matches = new Function("row", "return " + ${input('filter')});`, 'console.log(matches({}));'],
    }),
} satisfies Operator;
