import type { Operator } from '../operator.ts';
import { atEnd, put, testsOf } from '../places.ts';

export default {
  title: 'Look at one test only',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree)[1];
    return place === undefined ? null : put(atEnd(place.caller), '.only');
  },
} satisfies Operator;
