import type { Operator } from '../operator.ts';
import { isOneLine, put, testsOf, textOf } from '../places.ts';

const NUMBER = /(\d+)(?=[\])]*;?$)/u;

export default {
  title: 'Correct a test',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree)
      .flatMap(({ assertions }) => assertions.filter(isOneLine))
      .find((one) => NUMBER.test(textOf(one)));
    return place === undefined ? null : put(place, textOf(place).replace(NUMBER, '$17'));
  },
} satisfies Operator;
