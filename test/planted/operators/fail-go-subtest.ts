import type { Operator } from '../operator.ts';
import { GO_TEST, atFileEnd, blocksOf, isGoTest, put } from '../places.ts';

export default {
  title: 'Test a table',
  checkers: [6],
  plant(tree) {
    const place = blocksOf(tree, isGoTest, GO_TEST).at(-1);
    if (place === undefined) return null;
    const code =
      '\nfunc TestPlantedTable(t *testing.T) {\n\tfor _, size := range []int{1, 2, 3} {\n\t\tt.Run("size", func(t *testing.T) {\n\t\t\tif size > 2 {\n\t\t\t\tt.Fatalf("size %d is too large", size)\n\t\t\t}\n\t\t})\n\t}\n}\n';
    return put(atFileEnd(place), code, 't.Fatalf');
  },
} satisfies Operator;
