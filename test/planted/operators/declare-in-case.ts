import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Choose by kind',
  checkers: [7],
  plant: (tree) =>
    inFunction(tree, {
      code: 'switch (Date.now()) {\n  case 1:\n    const late = 1;\n    String(late);\n    break;\n}',
      mark: 'const late',
    }),
} satisfies Operator;
