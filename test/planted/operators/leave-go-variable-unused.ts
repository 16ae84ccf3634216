import type { Operator } from '../operator.ts';
import { GO_FUNCTION, atStart, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Prepare a retry',
  checkers: [5],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION)[0];
    return place === undefined ? null : put(atStart(place.body), '\tattempts := 0\n');
  },
} satisfies Operator;
