import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Reorder the scripts',
  checkers: [1, 4, 5],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === 'package.json', /"(?:test|lint)": ".*"(,)$/u);
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
