import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isPythonSource, isPythonTest, put } from '../places.ts';

export default {
  title: 'Fix a conversion',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(tree, isPythonSource, /^ +if (isinstance\(.*\)):$/u);
    // Of several files that test it nobody knows beforehand which one notices.
    const [test, ...others] = tree.paths.filter(isPythonTest);
    if (place === null || test === undefined || others.length > 0) return null;
    return { edits: put(atStart(place), 'not ').edits, at: { path: test } };
  },
} satisfies Operator;
