import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Silence the linter on a line',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    return place === undefined ? null : above(place, '// eslint-disable-next-line');
  },
} satisfies Operator;
