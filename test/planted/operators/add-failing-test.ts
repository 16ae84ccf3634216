import type { Operator } from '../operator.ts';
import { above, sameBeside, testBeside, testsOf } from '../places.ts';

export default {
  title: 'Add a test',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    const check = sameBeside(place).replace('$1', '"a,b".split(",")').replace('$2', '["a"]');
    return above(place, testBeside(place, 'splits at commas', [check]), check.slice(0, 7));
  },
} satisfies Operator;
