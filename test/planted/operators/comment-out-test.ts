import type { Operator } from '../operator.ts';
import { put, testsOf, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Comment a broken test out',
  checkers: [4],
  plant(tree) {
    const test = testsOf(tree).find(({ assertions }) => assertions.length > 1);
    if (test === undefined) return null;
    const place = wholeLines(test);
    const { edits } = put(place, textOf(place).replaceAll(/^(?=.)/gmu, '// '));
    return { edits, at: { path: place.path } };
  },
} satisfies Operator;
