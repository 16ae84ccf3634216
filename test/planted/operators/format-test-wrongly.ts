import type { Operator } from '../operator.ts';
import { isOneLine, put, testsOf, textOf } from '../places.ts';

export default {
  title: 'Touch a test',
  checkers: [7],
  plant(tree) {
    const place = testsOf(tree)
      .flatMap(({ assertions }) => assertions.filter(isOneLine))
      .at(-1);
    return place === undefined ? null : put(place, textOf(place).replace(/^(\w+(?:\.\w+)?)\(/u, '$1(  '));
  },
} satisfies Operator;
