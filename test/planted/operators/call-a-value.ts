import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'Call what is given',
  checkers: [5],
  plant: (tree) =>
    append(tree, { code: 'export const answer = 42;\nexport const asked = answer();', mark: 'export const asked', wanted: isTypeScript }),
} satisfies Operator;
