import type { Operator } from '../operator.ts';
import { GO_TEST, atStart, blocksOf, isGoTest, put } from '../places.ts';

export default {
  title: 'Skip a flaky test',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST)[0];
    return place === undefined ? null : put(atStart(place.body), '\tt.Skip("flaky")\n');
  },
} satisfies Operator;
