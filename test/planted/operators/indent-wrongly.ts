import type { Operator } from '../operator.ts';
import { atStart, computingOf, put } from '../places.ts';

export default {
  title: 'Move a line',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    return place === undefined ? null : put(atStart(place), '   ');
  },
} satisfies Operator;
