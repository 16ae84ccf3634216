import type { Operator } from '../operator.ts';
import { atFileEnd, firstMatch, isGoTest, put } from '../places.ts';

export default {
  title: 'Show how it is used',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(tree, (path) => isGoTest(path) && /^import \($[^)]*"fmt"/mu.test(tree.read(path)), /^package \w+$/u);
    return place === null ? null : put(atFileEnd(place), '\nfunc Example_planted() {\n\tfmt.Println(1 + 1)\n\t// Output: 3\n}\n', 'func');
  },
} satisfies Operator;
