import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Move a line out of a block',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ +(const|let) \w+ = /u);
    return place === null ? null : put(place, 'var');
  },
} satisfies Operator;
