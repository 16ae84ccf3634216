import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Simplify a function, in Python',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(
      tree,
      isPlainPython,
      /^(async )def \w+\([^()]*(?:\([^()]*\)[^()]*)*\)(?: -> [^:]+)?:\n(?: {4}.*\n|\n(?= {4}))*? {4}.*\bawait /u,
    );
    if (place === null) return null;
    const { edits, at } = put(place, '');
    const line = place.text.slice(0, place.end + place.text.slice(place.end).search(/\bawait /u)).split('\n').length;
    return { edits, at: { path: at.path, line } };
  },
} satisfies Operator;
