import { serverSide } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { textOf, atStart, wholeLines, put, computingOf } from '../places.ts';

export default {
  title: 'Resolve a conflict',
  checkers: [4, 5],
  plant(tree) {
    const place = computingOf(serverSide(tree)).at(-1)?.statements.at(-1);
    if (place === undefined) return null;
    const lines = wholeLines(place);
    return put(atStart(lines), `||||||| merged common ancestors\n${textOf(lines)}=======\n`);
  },
} satisfies Operator;
