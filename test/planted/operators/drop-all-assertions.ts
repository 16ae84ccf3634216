import type { Operator } from '../operator.ts';
import { isOneLine, take, testsOf } from '../places.ts';

export default {
  title: 'Make a test only run the code',
  checkers: [4],
  plant(tree) {
    const test = testsOf(tree).find(({ assertions }) => assertions.length > 1 && assertions.every(isOneLine));
    const [first, last] = [test?.assertions[0], test?.assertions.at(-1)];
    if (first === undefined || last === undefined) return null;
    return take({ ...first, end: last.end });
  },
} satisfies Operator;
