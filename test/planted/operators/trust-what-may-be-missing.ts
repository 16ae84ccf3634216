import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'Measure the first name',
  checkers: [5],
  plant(tree) {
    return append(tree, {
      code: 'export const firstLength = (names: string[]): number => names.find((name) => name !== "").length;',
      mark: 'export',
      wanted: isTypeScript,
    });
  },
} satisfies Operator;
