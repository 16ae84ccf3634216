import type { Operator } from '../operator.ts';
import { isOneLine, put, testsOf, textOf } from '../places.ts';

const EXPECT = /^expect\((.+)\)\.(toEqual|toBe)\((.+)\)(?=;?$)/u;
const ASSERT = /^assert\.(strictEqual|equal|deepStrictEqual)\(([^,()]+(?:\([^()]*\))?), .+\)(?=;?$)/u;

export default {
  title: 'Take the expected value from the code',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree)
      .flatMap(({ assertions }) => assertions.filter(isOneLine))
      .find((one) => EXPECT.test(textOf(one)) || ASSERT.test(textOf(one)));
    if (place === undefined) return null;
    return put(place, textOf(place).replace(EXPECT, 'expect($1).$2($1)').replace(ASSERT, 'assert.$1($2, $2)'));
  },
} satisfies Operator;
