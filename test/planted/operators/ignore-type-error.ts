import type { Operator } from '../operator.ts';
import { above, computingOf, isTypeScript } from '../places.ts';

export default {
  title: 'Silence the compiler on a line',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree, isTypeScript)[0]?.statements.at(-1);
    return place === undefined ? null : above(place, '// @ts-ignore');
  },
} satisfies Operator;
