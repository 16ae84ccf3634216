import type { Operator } from '../operator.ts';
import { GO_FUNCTION, atFileEnd, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Add a constant',
  checkers: [5],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION).at(-1);
    return place === undefined ? null : put(atFileEnd(place), '\nvar _ = 1 + len("a") + "b"\n');
  },
} satisfies Operator;
