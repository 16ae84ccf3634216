import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Prepare for old systems',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)
      .find(({ text }) => /^(import|export|const) /mu.test(text))
      ?.statements.at(-1);
    return place === undefined ? null : above(place, 'if (Date.now() > 1) {\n}', 'if (');
  },
} satisfies Operator;
