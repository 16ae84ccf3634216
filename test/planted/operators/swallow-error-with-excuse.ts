import type { Operator } from '../operator.ts';
import { computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Make a function robust',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    return put(
      place,
      `try {\n${indent}  ${textOf(place)}\n${indent}} catch {\n${indent}  // this should never happen\n${indent}}`,
      '} catch',
    );
  },
} satisfies Operator;
