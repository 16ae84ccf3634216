import type { Operator } from '../operator.ts';
import { isPrisma } from '../definitions.ts';
import { firstMatch, take } from '../places.ts';

export default {
  title: 'Drop a list nobody reads',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, isPrisma, /^ +\w+ +[A-Z]\w+\[\] *$/u);
    return place === null ? null : take(place);
  },
} satisfies Operator;
