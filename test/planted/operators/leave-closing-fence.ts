import type { Operator } from '../operator.ts';
import { put, testsOf } from '../places.ts';

export default {
  title: 'Add to a test file',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree)[0];
    if (place === undefined) return null;
    const { path, text } = place;
    return put({ path, text, start: text.length, end: text.length }, '```\n');
  },
} satisfies Operator;
