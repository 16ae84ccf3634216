import type { Operator } from '../operator.ts';
import { atStart, isSource, put, wholeFile } from '../places.ts';

export default {
  title: 'Silence the linter in a file',
  checkers: [4],
  plant(tree) {
    const place = wholeFile(tree, isSource);
    return place === null ? null : put(atStart(place), '/* eslint-disable */\n');
  },
} satisfies Operator;
