import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Simplify for the first version',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.body;
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    const body = `{\n${indent}  // TODO: implement properly\n${indent}  return null;\n${indent}}`;
    return put(place, inStyle(place.text, body), 'return');
  },
} satisfies Operator;
