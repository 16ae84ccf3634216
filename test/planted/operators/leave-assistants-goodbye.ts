import type { Operator } from '../operator.ts';
import { atFileEnd, computingOf, put } from '../places.ts';

export default {
  title: 'Apply the suggested change',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree).at(-1);
    return place === undefined ? null : put(atFileEnd(place), "\nLet me know if you'd like me to adjust anything else!\n");
  },
} satisfies Operator;
