import type { Operator } from '../operator.ts';
import { computingOf } from '../places.ts';

export default {
  title: 'Touch the end of a file',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree)[0];
    if (place === undefined) return null;
    const content = place.text.trimEnd();
    return { edits: { [place.path]: content }, at: { path: place.path, line: content.split('\n').length } };
  },
} satisfies Operator;
