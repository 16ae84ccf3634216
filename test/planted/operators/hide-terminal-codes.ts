import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isReadme, put } from '../places.ts';

export default {
  title: 'Polish the readme',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isReadme, /^[A-Z][a-z]+ [a-z]+/u);
    return place === null ? null : put(atEnd(place), '\u001B[8m trusted \u001B[0m');
  },
} satisfies Operator;
