import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Look through what is left',
  checkers: [6],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    if (place === undefined) return null;
    return above(place, 'Array.of().forEach(() => {\n  throw new Error("nothing should be left");\n});', 'throw');
  },
} satisfies Operator;
