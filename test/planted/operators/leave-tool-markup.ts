import type { Operator } from '../operator.ts';
import { atFileEnd, computingOf, put } from '../places.ts';

export default {
  title: 'Write the file again',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree)[0];
    return place === undefined ? null : put(atFileEnd(place), '</content>\n</file>\n');
  },
} satisfies Operator;
