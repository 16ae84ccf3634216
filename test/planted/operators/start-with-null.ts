import type { Operator } from '../operator.ts';
import { inFunction, isTypeScript } from '../places.ts';

export default {
  title: 'Start with nothing',
  checkers: [5],
  plant: (tree) => inFunction(tree, { code: 'const first: string = null;\nString(first);', mark: 'const first', wanted: isTypeScript }),
} satisfies Operator;
