import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put } from '../places.ts';

export default {
  title: 'Check the length first',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /\w\.(length)\b/u);
    return place === null ? null : put(place, 'lenght');
  },
} satisfies Operator;
