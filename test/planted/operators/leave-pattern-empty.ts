import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Unpack later',
  checkers: [7],
  plant: (tree) => inFunction(tree, { code: 'const {} = { name: 1 };' }),
} satisfies Operator;
