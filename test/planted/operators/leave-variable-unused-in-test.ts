import type { Operator } from '../operator.ts';
import { above, testBeside, testsOf } from '../places.ts';

export default {
  title: 'Prepare the next test',
  checkers: [5, 7],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    return place === undefined ? null : above(place, testBeside(place, 'starts', ['const startedAt = Date.now();']), 'const startedAt');
  },
} satisfies Operator;
