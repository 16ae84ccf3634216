import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isPythonSource, isPythonTest, put, wholeFile } from '../places.ts';

export default {
  title: 'Fix a conversion',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(tree, isPythonSource, /^ +if (isinstance\(.*\)):$/u);
    return place === null ? null : { edits: put(atStart(place), 'not ').edits, at: { path: wholeFile(tree, isPythonTest)?.path ?? '' } };
  },
} satisfies Operator;
