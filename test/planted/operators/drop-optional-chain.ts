import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put } from '../places.ts';

export default {
  title: 'Simplify an access',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /\w(\?|!)\.\w/u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
