import type { Operator } from '../operator.ts';
import { atStart, isPythonSource, put, wholeFile } from '../places.ts';

export default {
  title: 'Silence the linter in a file',
  checkers: [4],
  plant(tree) {
    const place = wholeFile(tree, isPythonSource);
    return place === null ? null : put(atStart(place), '# ruff: noqa\n');
  },
} satisfies Operator;
