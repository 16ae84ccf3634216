import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isGoSource, put } from '../places.ts';

export default {
  title: 'Use the better variant',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isGoSource, /^\t+.*\b(?:strings|reflect|strconv|errors|fmt)\.([A-Z]\w+)\(/u);
    return place === null ? null : put(atEnd(place), 'Safe');
  },
} satisfies Operator;
