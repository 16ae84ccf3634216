import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Explain a step',
  checkers: [4, 7],
  plant: (tree) => inFunction(tree, { code: '// see the notes of the release\u2028globalThis.seen = true;' }),
} satisfies Operator;
