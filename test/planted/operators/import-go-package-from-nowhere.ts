import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isGoSource, put } from '../places.ts';

export default {
  title: 'Use a library for copying',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isGoSource, /^import \($/u);
    return place === null ? null : put(atEnd(place), '\n\t_ "github.com/example-labs/deepcopier"', '_');
  },
} satisfies Operator;
