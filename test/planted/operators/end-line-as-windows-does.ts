import type { Operator } from '../operator.ts';
import { computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Touch a line',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    if (place === undefined) return null;
    const line = wholeLines(place);
    return put(line, textOf(line).replace(/\n$/u, '\r\n'));
  },
} satisfies Operator;
