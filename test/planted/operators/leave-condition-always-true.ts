import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Try the other branch',
  checkers: [5, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ +if \((\w[^|&\n]*)\) (?:\{|return)/u);
    return place === null ? null : put(atStart(place), 'true || ');
  },
} satisfies Operator;
