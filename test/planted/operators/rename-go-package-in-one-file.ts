import type { Operator } from '../operator.ts';
import { firstMatch, isGoSource, put } from '../places.ts';

export default {
  title: 'Move a file',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, (path) => isGoSource(path) && !path.includes('/'), /^package (\w+)$/u);
    return place === null ? null : put(place, 'internalhelpers');
  },
} satisfies Operator;
