import type { Operator } from '../operator.ts';
import { GO_FUNCTION, atStart, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Use a helper',
  checkers: [5],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION)[0];
    return place === undefined ? null : put(atStart(place.body), '\tprepareInput()\n');
  },
} satisfies Operator;
