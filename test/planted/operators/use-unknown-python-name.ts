import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isPythonSource, put } from '../places.ts';

export default {
  title: 'Rename a variable',
  checkers: [5, 7],
  plant(tree) {
    const place = firstMatch(tree, isPythonSource, /^ +return (?:self\.)?[a-z]\w+\((\w+)\)$/u);
    return place === null ? null : put(atEnd(place), '_value');
  },
} satisfies Operator;
