import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'Keep things by name',
  checkers: [5],
  plant: (tree) => append(tree, { code: 'export const byName: Map<string> = new Map();', mark: 'export', wanted: isTypeScript }),
} satisfies Operator;
