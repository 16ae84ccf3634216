import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Tell the days apart',
  checkers: [6],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    if (place === undefined) return null;
    const code =
      'switch (typeof Date.now()) {\n  case "symbol": {\n    throw new TypeError("no time");\n  }\n  default: {\n    break;\n  }\n}';
    return above(place, code, 'throw');
  },
} satisfies Operator;
