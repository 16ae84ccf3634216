import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Word an error better',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isSource, /Error\(\s*['"`]\w\w(\w)/u);
    return place === null ? null : put(atStart(place), '\u00AD');
  },
} satisfies Operator;
