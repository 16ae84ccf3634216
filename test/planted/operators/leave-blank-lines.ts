import type { Operator } from '../operator.ts';
import { atStart, computingOf, put, wholeLines } from '../places.ts';

export default {
  title: 'Give it room',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    if (place === undefined) return null;
    const { edits, at } = put(atStart(wholeLines(place)), '\n\n\n', '\n');
    // The middle one: which of them is too much is a matter of counting.
    return { edits, at: { ...at, line: (at.line ?? 0) + 1 } };
  },
} satisfies Operator;
