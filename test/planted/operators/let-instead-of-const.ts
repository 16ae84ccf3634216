import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Compute a value',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ +(const) \w+ = /u);
    return place === null ? null : put(place, 'let');
  },
} satisfies Operator;
