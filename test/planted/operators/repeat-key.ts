import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isSource, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Merge the defaults',
  checkers: [5, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /[=(:] \{\n(?: *\/\/.*\n)*( +\w+: (?:['"][^'"\n]*['"]|true|false|null|-?\d+|\[\]),$)/u);
    if (place === null) return null;
    const line = wholeLines(place);
    return put(atEnd(line), textOf(line));
  },
} satisfies Operator;
