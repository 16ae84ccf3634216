import type { Operator } from '../operator.ts';
import { atEnd, computingOf, put } from '../places.ts';

export default {
  title: 'Touch a line',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)
      .find(({ text }) => /^(import|const) /mu.test(text))
      ?.statements.at(-1);
    return place === undefined ? null : put(atEnd(place), '   ');
  },
} satisfies Operator;
