import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Ask for a key',
  checkers: [5, 7],
  plant: (tree) => inFunction(tree, { code: 'if (!"name" in {}) {\n  String(1);\n}', mark: 'if' }),
} satisfies Operator;
