import type { Operator } from '../operator.ts';
import { atStart, computingOf, put } from '../places.ts';

export default {
  title: 'Join two files',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    return place === undefined ? null : put(atStart(place), '\uFEFF', '\uFEFF');
  },
} satisfies Operator;
