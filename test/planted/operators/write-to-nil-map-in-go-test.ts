import type { Operator } from '../operator.ts';
import { GO_TEST, atFileEnd, blocksOf, isGoTest, put } from '../places.ts';

export default {
  title: 'Count names in a test',
  checkers: [6],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST).at(-1);
    if (place === undefined) return null;
    return put(
      atFileEnd(place),
      '\nfunc TestPlantedCounts(t *testing.T) {\n\tvar counts map[string]int\n\tcounts["a"] = 1\n}\n',
      'counts["a"]',
    );
  },
} satisfies Operator;
