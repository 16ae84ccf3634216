import type { Operator } from '../operator.ts';
import { atStart, blocksOf, GO_FUNCTION, isGoSource, put } from '../places.ts';

export default {
  title: 'Guard against a broken caller',
  checkers: [6],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION)[0];
    if (place === undefined) return null;
    return put(atStart(place.body), '\tif calls := 0; calls > 1 {\n\t\tcalls++\n\t\tpanic("called too often")\n\t}\n', 'calls++');
  },
} satisfies Operator;
