import type { Operator } from '../operator.ts';
import { inStyle, put, testsOf, textOf } from '../places.ts';

export default {
  title: 'Make a failing assertion pass',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree)
      .find(({ assertions }) => assertions.length > 1)
      ?.assertions.at(-1);
    if (place === undefined) return null;
    return put(place, inStyle(place.text, textOf(place).startsWith('assert') ? 'assert.ok(true);' : 'expect(true).toBe(true);'));
  },
} satisfies Operator;
