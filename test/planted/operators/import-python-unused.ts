import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isPythonSource, put } from '../places.ts';

export default {
  title: 'Prepare the next step',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isPythonSource, /^import \w+$/u);
    return place === null ? null : put(atStart(place), 'import calendar\n');
  },
} satisfies Operator;
