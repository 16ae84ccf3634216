import type { Operator } from '../operator.ts';
import { inFunction, isTypeScript } from '../places.ts';

export default {
  title: 'Say what comes later',
  checkers: [5, 7],
  plant: (tree) => inFunction(tree, { code: 'String(later);\nconst later = 1;', mark: 'String', wanted: isTypeScript }),
} satisfies Operator;
