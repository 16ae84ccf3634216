import type { Operator } from '../operator.ts';
import { above, testBeside, testsOf } from '../places.ts';

export default {
  title: 'Test for equality',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    const check = /\bexpect\(/u.test(place.text)
      ? 'expect(pair).toBe(Object.assign({}, pair));'
      : 'assert.strictEqual(pair, Object.assign({}, pair));';
    return above(place, testBeside(place, 'is the same', ['const pair = { one: 1, two: 2 };', check]), check.slice(0, 7));
  },
} satisfies Operator;
