import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Accept more names',
  checkers: [4, 5, 6, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /(?:= |\()\/[^/\n]*\w[^/\n]*([^\\])\/[gimsuy]*[.,;)]/u);
    return place === null ? null : put(atEnd(place), '(');
  },
} satisfies Operator;
