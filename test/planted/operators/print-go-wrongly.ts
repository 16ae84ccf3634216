import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isGoTest, put } from '../places.ts';

export default {
  title: 'Say more when a test fails',
  // `go test` vets what it builds, and runs nothing then.
  checkers: [5, 6, 7],
  plant(tree) {
    const place = firstMatch(tree, isGoTest, /^\t+t\.Errorf\("[^"]*%v[^"]*(")/u);
    return place === null ? null : put(atStart(place), ' (%d)');
  },
} satisfies Operator;
