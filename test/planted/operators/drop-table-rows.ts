import type { Operator } from '../operator.ts';
import { firstMatch, isTest, put } from '../places.ts';

export default {
  title: 'Shorten a table of test cases',
  checkers: [4, 6],
  plant(tree) {
    const place = firstMatch(tree, isTest, /it\.each\(\[\n[^\n]*\n((?: +\[.*\],\n)+)/u);
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
