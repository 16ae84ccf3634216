import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Prepare a rewrite',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree)[0]?.body;
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    return put(place, inStyle(place.text, `{\n${indent}  throw new Error("Not implemented yet");\n${indent}}`), 'throw');
  },
} satisfies Operator;
