import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Check the type first',
  checkers: [5, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /typeof [\w.]+ [!=]==? ['"](\w+)['"]/u);
    return place === null ? null : put(place, 'sting');
  },
} satisfies Operator;
