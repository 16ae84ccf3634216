import type { Operator } from '../operator.ts';
import { isStyleSheet } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Change the first rules of a style sheet',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isStyleSheet, /^\}\n((?:.*\n){12,})/u);
    return place === null ? null : put(place, '\n/* ... existing styles ... */\n');
  },
} satisfies Operator;
