import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isTypeScript, put } from '../places.ts';

export default {
  title: 'Name the type of a parameter',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /\w\??: (string)(?=[,)])/u);
    return place === null ? null : put(atEnd(place), 'Like');
  },
} satisfies Operator;
