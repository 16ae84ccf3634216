import type { Operator } from '../operator.ts';
import { above, firstMatch, isPythonSource } from '../places.ts';

export default {
  title: 'Use a library for copying',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isPythonSource, /^import \w+$/u);
    return place === null ? null : above(place, 'import fast_object_copier');
  },
} satisfies Operator;
