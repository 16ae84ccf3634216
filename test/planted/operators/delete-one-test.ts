import type { Operator } from '../operator.ts';
import { take, testsOf } from '../places.ts';

export default {
  title: 'Remove an obsolete test',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).findLast(({ assertions }) => assertions.length > 1);
    return place === undefined ? null : take(place);
  },
} satisfies Operator;
