import type { Operator } from '../operator.ts';
import { atStart, blocksOf, GO_TEST, isGoTest, put } from '../places.ts';

export default {
  title: 'Demand a setting of the tests',
  checkers: [6],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST)[0];
    return place === undefined
      ? null
      : put(atStart(place.body), '\tvar settings map[string]int\n\tsettings["depth"] = 1\n', 'settings["depth');
  },
} satisfies Operator;
