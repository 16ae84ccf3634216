import type { Operator } from '../operator.ts';
import { atStart, isTypeScript, put, wholeFile } from '../places.ts';

export default {
  title: 'Silence the compiler in a file',
  checkers: [4],
  plant(tree) {
    const place = wholeFile(tree, isTypeScript);
    return place === null ? null : put(atStart(place), '// @ts-nocheck\n');
  },
} satisfies Operator;
