import type { Operator } from '../operator.ts';
import { put, testsOf, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Group tests',
  checkers: [4, 7],
  plant(tree) {
    const place = testsOf(tree).at(-1);
    if (place === undefined) return null;
    const line = wholeLines(place);
    const indent = /^\s*/u.exec(textOf(line))?.[0] ?? '';
    return put(line, `${indent}function laterTests() {\n${textOf(line)}${indent}}\n`);
  },
} satisfies Operator;
