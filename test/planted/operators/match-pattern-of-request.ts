import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Search by pattern',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, { lines: ({ input }) => [`const pattern = new RegExp(${input('pattern')});`, 'console.log(pattern.test("a"));'] }),
} satisfies Operator;
