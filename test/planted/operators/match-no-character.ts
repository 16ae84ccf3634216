import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Validate a name',
  checkers: [7],
  plant: (tree) => inFunction(tree, { code: 'String(/^name[]/.test("name"));' }),
} satisfies Operator;
