import type { Operator } from '../operator.ts';
import { atFileEnd, computingOf, put } from '../places.ts';

export default {
  title: 'Touch the end of a file',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)[0];
    return place === undefined ? null : put(atFileEnd(place), '\n\n', '\n\n');
  },
} satisfies Operator;
