import type { Operator } from '../operator.ts';
import { firstMatch, isGoTest, put } from '../places.ts';

export default {
  title: 'Make a test less noisy',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isGoTest, /^\t+(t\.Errorf)\(/u);
    return place === null ? null : put(place, 't.Logf');
  },
} satisfies Operator;
