import type { Operator } from '../operator.ts';
import { inFunction } from '../places.ts';

export default {
  title: 'Add a case',
  checkers: [7],
  plant: (tree) =>
    inFunction(tree, {
      code: 'const now = Date.now();\nif (now === 1) {\n  String(1);\n} else if (now === 1) {\n  String(2);\n}',
      mark: '} else if',
    }),
} satisfies Operator;
