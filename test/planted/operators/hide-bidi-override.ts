import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Reword a comment',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isSource, /\/\/ (\w+)/u);
    return place === null ? null : put(atStart(place), '\u202E');
  },
} satisfies Operator;
