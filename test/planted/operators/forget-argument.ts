import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put } from '../places.ts';

export default {
  title: 'Shorten a call',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /\.replace\([^,()\n]+(, [^()\n]+?)\)/u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
