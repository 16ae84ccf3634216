import type { Operator } from '../operator.ts';
import { isStyleSheet } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Clean up after a merge',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isStyleSheet, /^\}\n()/u);
    return place === null ? null : put(place, '>>>>>>> origin/main\n');
  },
} satisfies Operator;
