import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isSource, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Handle one more case',
  checkers: [5, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^( +case [\w.'"]+:)$/u);
    if (place === null) return null;
    const line = wholeLines(place);
    return put(atEnd(line), textOf(line));
  },
} satisfies Operator;
