import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isGoSource, put } from '../places.ts';

export default {
  title: 'Prepare for files',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isGoSource, /^import \($/u);
    return place === null ? null : put(atEnd(place), '\n\t"bufio"');
  },
} satisfies Operator;
