import type { Operator } from '../operator.ts';
import { GO_TEST, atStart, blocksOf, isGoTest, put } from '../places.ts';

export default {
  title: 'Keep quiet runs fast',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST).at(-1);
    return place === undefined ? null : put(atStart(place.body), '\tif !testing.Verbose() {\n\t\treturn\n\t}\n', 'return');
  },
} satisfies Operator;
