import type { Operator } from '../operator.ts';
import { GO_TEST, atFileEnd, blocksOf, isGoTest, put } from '../places.ts';

export default {
  title: 'Test the last',
  checkers: [6],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST)[0];
    if (place === undefined) return null;
    return put(
      atFileEnd(place),
      '\nfunc TestPlantedLast(t *testing.T) {\n\tlist := make([]int, 0, 3)\n\tt.Log(list[len(list)])\n}\n',
      't.Log',
    );
  },
} satisfies Operator;
