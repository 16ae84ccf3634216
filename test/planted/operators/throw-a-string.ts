import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Refuse broken clocks',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    return place === undefined ? null : above(place, 'if (Date.now() < 0) {\n  throw "too early";\n}', 'throw');
  },
} satisfies Operator;
