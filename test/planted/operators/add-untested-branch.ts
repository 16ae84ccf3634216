import type { Operator } from '../operator.ts';
import { above, computingOf } from '../places.ts';

const CODE = `if (Date.now() < 0) {
  if (Math.random() > 2) {
    throw new RangeError("impossible");
  }
  throw new Error("the clock runs backwards");
}`;

export default {
  title: 'Guard against a broken clock',
  checkers: [6],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    if (place === undefined) return null;
    return above(place, CODE, 'throw');
  },
} satisfies Operator;
