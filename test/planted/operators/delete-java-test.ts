import type { Operator } from '../operator.ts';
import { isJavaTest } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Remove an obsolete test, in Java',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isJavaTest, /^( {4}@Test\n {4}(?:public )?void \w+\(\)[^{]*\{\n(?: {8}.*\n|\s*\n(?= {8}))+ {4}\}\n)/u);
    return place === null ? null : { edits: put(place, '').edits, at: { path: place.path } };
  },
} satisfies Operator;
