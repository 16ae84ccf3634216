import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isPythonTest, put } from '../places.ts';

export default {
  title: 'Correct a test',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(tree, isPythonTest, /^    assert \w+ == (\w+)$/u);
    return place === null ? null : put(atEnd(place), ' * 2');
  },
} satisfies Operator;
