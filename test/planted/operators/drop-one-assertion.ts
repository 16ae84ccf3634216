import type { Operator } from '../operator.ts';
import { isOneLine, take, testsOf } from '../places.ts';

export default {
  title: 'Simplify a test',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree)
      .find(({ assertions }) => assertions.length > 1 && assertions.every(isOneLine))
      ?.assertions.at(-1);
    return place === undefined ? null : take(place);
  },
} satisfies Operator;
