import type { Operator } from '../operator.ts';
import { atFileEnd, computingOf, put } from '../places.ts';

export default {
  title: 'Tidy the end of a file',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree)[0];
    return place === undefined ? null : put(atFileEnd(place), '}\n');
  },
} satisfies Operator;
