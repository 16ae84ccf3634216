import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put } from '../places.ts';

export default {
  title: 'Take a needless check away',
  checkers: [5],
  plant(tree) {
    // A value that is asked for before its property is read.
    const place = firstMatch(tree, isTypeScript, /[( ]((\w+) && )\2[.[]/u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
