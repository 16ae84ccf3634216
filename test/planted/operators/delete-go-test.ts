import type { Operator } from '../operator.ts';
import { GO_TEST, blocksOf, isGoTest, put } from '../places.ts';

export default {
  title: 'Remove an obsolete test',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST)[1];
    return place === undefined ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
