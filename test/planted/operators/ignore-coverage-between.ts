import type { Operator } from '../operator.ts';
import { computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Leave a part out of the coverage',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    if (place === undefined) return null;
    const line = wholeLines(place);
    const indent = /^\s*/u.exec(textOf(line))?.[0] ?? '';
    return put(line, `${indent}/* c8 ignore start */\n${textOf(line)}${indent}/* c8 ignore stop */\n`);
  },
} satisfies Operator;
