import type { Operator } from '../operator.ts';
import { atStart, isOneLine, put, testsOf } from '../places.ts';

export default {
  title: 'Comment an assertion out that fails',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree)
      .filter(({ assertions }) => assertions.length > 1)
      .flatMap(({ assertions }) => assertions)
      .find(isOneLine);
    return place === undefined ? null : { edits: put(atStart(place), '// ').edits, at: { path: place.path } };
  },
} satisfies Operator;
