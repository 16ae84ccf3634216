import type { Operator } from '../operator.ts';
import { isOneLine, put, testsOf, textOf } from '../places.ts';

const RULES = [
  [/^assert\.(?:strictEqual|equal|deepStrictEqual|deepEqual)\(([^,()]+(?:\([^()]*\))?), .+\)(?=;?$)/u, 'assert.notEqual($1, undefined)'],
  [/\.(?:toEqual|toBe)\((?!undefined).+\)(?=;?$)/u, '.not.toBe(undefined)'],
] as const;

export default {
  title: 'Make an assertion less brittle',
  checkers: [4],
  plant(tree) {
    for (const place of testsOf(tree).flatMap(({ assertions }) => assertions.filter(isOneLine).toReversed())) {
      for (const [pattern, weaker] of RULES) {
        if (pattern.test(textOf(place))) return put(place, textOf(place).replace(pattern, weaker));
      }
    }
    return null;
  },
} satisfies Operator;
