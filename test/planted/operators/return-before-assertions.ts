import type { Operator } from '../operator.ts';
import { above, testsOf } from '../places.ts';

export default {
  title: 'Leave a test before it asserts',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).find(({ assertions }) => assertions.length > 1)?.assertions[0];
    return place === undefined ? null : above(place, 'return;');
  },
} satisfies Operator;
