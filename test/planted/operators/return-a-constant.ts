import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Return early what the caller wants',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree).findLast(({ statements }) => statements.length < 8)?.body;
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    return put(place, inStyle(place.text, `{\n${indent}  return true;\n${indent}}`), 'return');
  },
} satisfies Operator;
