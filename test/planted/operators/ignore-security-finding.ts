import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Mark a false alarm',
  checkers: [4],
  plant: (tree) => inFunction(tree, { code: '// nosemgrep' }),
} satisfies Operator;
