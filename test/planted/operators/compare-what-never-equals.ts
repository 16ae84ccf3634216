import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'Know the first',
  checkers: [5, 7],
  plant: (tree) => append(tree, { code: 'export const isFirst = (index: number) => index === "1";', mark: 'export', wanted: isTypeScript }),
} satisfies Operator;
