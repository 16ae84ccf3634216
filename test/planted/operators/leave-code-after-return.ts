import type { Operator } from '../operator.ts';
import { atEnd, computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Return another way',
  // A line that no test can run, where no linter has a rule.
  checkers: [5, 6, 7],
  plant(tree) {
    const place = computingOf(tree)
      .flatMap(({ statements }) => statements.slice(-1))
      .find((one) => !textOf(one).includes('\n'));
    if (place === undefined) return null;
    const line = wholeLines(place);
    return put(atEnd(line), textOf(line));
  },
} satisfies Operator;
