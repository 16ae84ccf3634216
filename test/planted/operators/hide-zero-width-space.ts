import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Paste a message',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isSource, /['"]\w+(\w)['"]/u);
    return place === null ? null : put(atStart(place), '\u200B');
  },
} satisfies Operator;
