import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Refuse what is no number',
  checkers: [5, 7],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    return place === undefined ? null : above(place, 'if (Date.now() === NaN) {\n  throw new TypeError("no number");\n}');
  },
} satisfies Operator;
