import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Count the steps',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    return place === undefined ? null : above(place, 'if ([1, , 2].length > 5) {\n  throw new Error("steps");\n}');
  },
} satisfies Operator;
