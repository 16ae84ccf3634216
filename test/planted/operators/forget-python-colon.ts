import type { Operator } from '../operator.ts';
import { firstMatch, isPythonSource, put } from '../places.ts';

export default {
  title: 'Change a condition',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isPythonSource, /^ +if .*(:)$/u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
