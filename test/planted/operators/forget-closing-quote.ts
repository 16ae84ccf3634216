import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Say more in an error',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /Error\(\s*['"][^'"`\n]+(['"])/u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
