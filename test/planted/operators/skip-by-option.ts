import type { Operator } from '../operator.ts';
import { atEnd, put, testsOf } from '../places.ts';

export default {
  title: 'Leave a test out for now',
  checkers: [4, 6],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    return place === undefined || !/node:test|vitest/u.test(place.text) ? null : put(atEnd(place.title), ', { skip: true }');
  },
} satisfies Operator;
