import type { Operator } from '../operator.ts';
import { GO_FUNCTION, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Silence the linter',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION)[0];
    return place === undefined ? null : put({ ...place.body, end: place.body.start, start: place.body.start - 1 }, ' //nolint\n');
  },
} satisfies Operator;
