import type { Operator } from '../operator.ts';
import { GO_TEST, atStart, blocksOf, isGoTest, put } from '../places.ts';

export default {
  title: 'Add a check to a test',
  checkers: [6],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST)[0];
    if (place === undefined) return null;
    return put(atStart(place.body), '\tif got := 1 + 1; got != 3 {\n\t\tt.Errorf("got %d, want 3", got)\n\t}\n', 't.Errorf');
  },
} satisfies Operator;
