import type { Operator } from '../operator.ts';
import { isJava } from '../languages.ts';
import { atEnd, firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Bring a method back, in Java',
  checkers: [4, 5],
  plant(tree) {
    const place = firstMatch(tree, isJava, /^( {4}public [\w<>]+ \w+\([^)]*\) \{\n(?: {8}.*\n|\s*\n(?= {8}))+ {4}\}\n)/u);
    return place === null ? null : put(atEnd(place), `\n${textOf(place)}`);
  },
} satisfies Operator;
