import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Prepare to leave a loop',
  checkers: [5, 7],
  plant: (tree) => inFunction(tree, { code: 'outer: for (const one of [1, 2]) {\n  String(one);\n}', mark: 'outer' }),
} satisfies Operator;
