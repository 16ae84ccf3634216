import type { Operator } from '../operator.ts';
import { atStart, firstMatch, isTypeScript, put } from '../places.ts';

export default {
  title: 'Be tolerant',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /^ +(?:readonly )?\w+(:) (?:string|number|\w+\[\]);$/u);
    // Where it is used is seen nowhere near.
    return place === null ? null : { edits: put(atStart(place), '?').edits, at: { path: place.path } };
  },
} satisfies Operator;
