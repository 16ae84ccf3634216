import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put, textOf } from '../places.ts';

export default {
  title: 'Make sure it is a boolean',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ +if \((\w+(?:\.\w+)*)\)/u);
    return place === null ? null : put(place, `!!${textOf(place)}`);
  },
} satisfies Operator;
