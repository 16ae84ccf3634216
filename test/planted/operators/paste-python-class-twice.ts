import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { atFileEnd, firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Bring a class back',
  checkers: [4, 7],
  plant(tree) {
    const place = firstMatch(tree, isPlainPython, /^(class \w+(?:\(.*\))?:\n(?: {4}.*\n|\n(?=\n* {4})){4,})/u);
    return place === null ? null : put(atFileEnd(place), `\n\n${textOf(place)}`);
  },
} satisfies Operator;
