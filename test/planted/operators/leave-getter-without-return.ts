import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Describe with a getter',
  checkers: [5, 7],
  plant: (tree) => inFunction(tree, { code: 'String({\n  get size() {\n    String(1);\n  },\n});', mark: 'get size' }),
} satisfies Operator;
