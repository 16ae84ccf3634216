import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Correct a test of types',
  checkers: [5, 6],
  confirmedBy: 'build',
  plant(tree) {
    const place = firstMatch(tree, (path) => /\.(?:test|spec|tst|test-d)\.ts$/u.test(path), /\.(?:toEqualTypeOf|toBe)<(\w+)>\(/u);
    return place === null ? null : put(place, 'Int8Array');
  },
} satisfies Operator;
