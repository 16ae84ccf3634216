import type { Operator } from '../operator.ts';
import { GO_TEST, atStart, blocksOf, isGoTest, put } from '../places.ts';

export default {
  title: 'Keep a value',
  checkers: [5, 6, 7],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST)[0];
    return place === undefined ? null : put(atStart(place.body), '\tlimit := len("abc")\n\tlimit = limit\n\t_ = limit\n', 'limit = limit');
  },
} satisfies Operator;
