import type { Operator } from '../operator.ts';
import { computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Apply the suggested edit',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree).at(-1)?.statements.at(-1);
    if (place === undefined) return null;
    const line = wholeLines(place);
    return put(line, `<<<<<<< SEARCH\n${textOf(line)}=======\n${textOf(line)}>>>>>>> REPLACE\n`);
  },
} satisfies Operator;
