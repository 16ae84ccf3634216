import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Ask for a property',
  checkers: [7],
  plant: (tree) => inFunction(tree, { code: 'if ({ name: 1 }.hasOwnProperty("name")) {\n  String(1);\n}', mark: 'if' }),
} satisfies Operator;
