import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Let a check pass for now',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree).find(({ name }) => /^(?:is|has|can|should)[A-Z]/u.test(name))?.body;
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines({ ...place, end: place.start })))?.[0] ?? '';
    return put(place, inStyle(place.text, `{\n${indent}  return true;\n${indent}}`), 'return');
  },
} satisfies Operator;
