import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Change a condition',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = firstMatch(tree, (path) => isSource(path) && path.endsWith('.js'), /^ *if \(.*(\)) \{$/u);
    return place === null ? null : put(place, '');
  },
} satisfies Operator;
