import type { Operator } from '../operator.ts';
import { GO_FUNCTION, blocksOf, isGoSource, put } from '../places.ts';

export default {
  title: 'Tidy a function',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION)[0];
    return place === undefined ? null : { edits: put({ ...place.body, start: place.body.end - 1 }, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
