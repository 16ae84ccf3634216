import type { Operator } from '../operator.ts';
import { isJava } from '../languages.ts';
import { above, firstMatch } from '../places.ts';

export default {
  title: 'Quiet the compiler, in Java',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isJava, /^public (?:final |abstract )*class .*$/u);
    return place === null ? null : above(place, '@SuppressWarnings("all")');
  },
} satisfies Operator;
