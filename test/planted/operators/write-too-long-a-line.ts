import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

export default {
  title: 'Refuse known mistakes',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    return place === undefined
      ? null
      : above(
          place,
          'if (["a first long mistake", "a second long mistake", "a third long mistake", "a fourth long mistake"].includes(String(Date.now()))) {\n  throw new Error("known");\n}',
        );
  },
} satisfies Operator;
