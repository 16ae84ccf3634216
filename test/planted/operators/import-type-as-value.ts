import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put } from '../places.ts';

export default {
  title: 'Import in one way',
  checkers: [5, 7],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /^import (type )\{ \w+/u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
