import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Refuse too many arguments',
  checkers: [6],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements[0];
    if (place === undefined) return null;
    return above(place, 'if (arguments.length > 99) {\n  throw new TypeError("too many arguments");\n}', 'throw');
  },
} satisfies Operator;
