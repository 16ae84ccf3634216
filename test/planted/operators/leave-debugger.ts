import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Look into a problem',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)
      .find(({ text }) => /^(import|const) /mu.test(text))
      ?.statements.at(-1);
    return place === undefined ? null : above(place, 'debugger;');
  },
} satisfies Operator;
