import type { Operator } from '../operator.ts';
import { change, isPrisma } from '../definitions.ts';

export default {
  title: 'Make a field unique',
  checkers: [1],
  plant: (tree) => change(tree, isPrisma, { find: /(@unique)/u, by: '@uniqe' }),
} satisfies Operator;
