import type { Operator } from '../operator.ts';
import { atStart, firstMatch, put } from '../places.ts';

export default {
  title: 'Use a crate for copying',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, (path) => /^src\/.*\.rs$/u.test(path), /^use (?:std|crate)::/u);
    return place === null ? null : put(atStart(place), 'use quick_deep_clone::Cloner;\n');
  },
} satisfies Operator;
