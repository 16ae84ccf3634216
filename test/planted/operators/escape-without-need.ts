import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Refuse a dash',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    return place === undefined ? null : above(place, 'if (String(Date.now()) === "a\\-b") {\n  throw new TypeError("a dash");\n}');
  },
} satisfies Operator;
