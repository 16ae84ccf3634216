import type { Operator } from '../operator.ts';
import { computingOf, isTypeScript, take } from '../places.ts';

export default {
  title: 'Move a function',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree, isTypeScript)[0]?.body;
    return place === undefined ? null : { edits: take({ ...place, start: place.end - 1 }).edits, at: { path: place.path } };
  },
} satisfies Operator;
