import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Touch a condition',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /\w( === )\w/u);
    return place === null ? null : put(place, '===');
  },
} satisfies Operator;
