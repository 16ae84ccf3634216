import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'Add a range',
  checkers: [5, 7],
  plant: (tree) => append(tree, { code: 'export class HalfRange implements Iterable<number> {}', mark: 'export', wanted: isTypeScript }),
} satisfies Operator;
