import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isTest, put } from '../places.ts';

export default {
  title: 'Skip a suite for now',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isTest, /^ *(describe)(?=\()/u);
    return place === null ? null : put(atEnd(place), '.skip');
  },
} satisfies Operator;
