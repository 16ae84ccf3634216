import type { Operator } from '../operator.ts';
import { computingOf, put, wholeLines } from '../places.ts';

export default {
  title: 'Write the file again',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree).at(-1);
    if (place === undefined) return null;
    return put({ ...wholeLines(place), end: place.text.length }, '[... output truncated ...]\n');
  },
} satisfies Operator;
