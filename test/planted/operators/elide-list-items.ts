import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Add an entry to a list',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isSource, /[=:] [[{]\n[^\n]+,\n((?:[^\n]+,\n){3,}?)[^\n]+\n *[\]}]/u);
    return place === null ? null : put(place, '  // ... remaining entries ...\n');
  },
} satisfies Operator;
