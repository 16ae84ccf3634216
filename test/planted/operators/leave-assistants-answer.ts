import type { Operator } from '../operator.ts';
import { computingOf } from '../places.ts';

export default {
  title: 'Apply the suggested change',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree)[0];
    if (place === undefined) return null;
    const { path, text } = place;
    return { edits: { [path]: `Sure! Here is the complete updated file:\n\n${text}` }, at: { path, line: 1 } };
  },
} satisfies Operator;
