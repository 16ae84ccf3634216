import type { Operator } from '../operator.ts';
import { breakTested, isSource } from '../places.ts';

export default {
  title: 'Tidy a call',
  checkers: [6],
  confirmedBy: 'test',
  plant: (tree) =>
    breakTested(tree, isSource, { find: /\b(?:return|=) .*\w\((\w+, \w+)\)/u, by: (both) => both.split(', ').toReversed().join(', ') }),
} satisfies Operator;
