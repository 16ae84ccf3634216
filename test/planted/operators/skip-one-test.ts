import type { Operator } from '../operator.ts';
import { atEnd, put, testsOf } from '../places.ts';

export default {
  title: 'Skip a test that was in the way',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    return place === undefined ? null : put(atEnd(place.caller), '.skip');
  },
} satisfies Operator;
