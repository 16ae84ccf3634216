import type { Operator } from '../operator.ts';
import { computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Merge the main branch',
  checkers: [4, 5],
  plant(tree) {
    const place = computingOf(tree)[0]?.statements.at(-1);
    if (place === undefined) return null;
    const line = wholeLines(place);
    return put(line, `<<<<<<< HEAD\n${textOf(line)}=======\n${textOf(line)}>>>>>>> feature/options\n`);
  },
} satisfies Operator;
