import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Tidy a function',
  checkers: [4],
  plant: (tree) => inFunction(tree, { code: 'const \u3164 = Date.now();' }),
} satisfies Operator;
