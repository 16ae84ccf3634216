import type { Operator } from '../operator.ts';
import { firstMatch, isPythonSource, put } from '../places.ts';

export default {
  title: 'Touch a line',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isPythonSource, /^ +\w+( = )\w/u);
    return place === null ? null : put(place, '=');
  },
} satisfies Operator;
