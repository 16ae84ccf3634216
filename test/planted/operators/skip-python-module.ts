import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isPythonTest, put } from '../places.ts';

export default {
  title: 'Skip what is flaky',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isPythonTest, /^import pytest$/u);
    return place === null ? null : put(atEnd(place), '\n\npytestmark = pytest.mark.skip(reason="flaky")');
  },
} satisfies Operator;
