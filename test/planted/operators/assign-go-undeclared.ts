import type { Operator } from '../operator.ts';
import { GO_FUNCTION, atStart, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Keep a count',
  checkers: [5],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION).at(-1);
    return place === undefined ? null : put(atStart(place.body), '\tcallCount = 1\n');
  },
} satisfies Operator;
