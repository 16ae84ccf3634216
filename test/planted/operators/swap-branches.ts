import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Read better',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) =>
    breakTested(tree, isSource, {
      find: / \? ([^\s?:;,()]+ : [^\s?:;,()]+)[;,)\n]/u,
      by: (found) => found.split(' : ').toReversed().join(' : '),
    }),
} satisfies Operator;
