import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Choose by kind',
  checkers: [5, 7],
  plant: (tree) =>
    inFunction(tree, { code: 'switch (Date.now()) {\n  case 1:\n    String(1);\n  case 2:\n    String(2);\n}', mark: 'case 2' }),
} satisfies Operator;
