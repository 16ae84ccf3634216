import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Name a large number',
  checkers: [5, 7],
  plant: (tree) => inFunction(tree, { code: 'String(9007199254740993);' }),
} satisfies Operator;
