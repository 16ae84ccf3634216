import type { Operator } from '../operator.ts';
import { GO_FUNCTION, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Move a line',
  checkers: [7],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION)[0]?.body;
    if (place === undefined) return null;
    return put({ ...place, start: place.start, end: place.start + 1 }, '    ');
  },
} satisfies Operator;
