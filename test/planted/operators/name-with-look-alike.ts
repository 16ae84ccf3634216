import type { Operator } from '../operator.ts';
import { computingOf, put, textOf } from '../places.ts';

const TWINS: Readonly<Record<string, string>> = { a: '\u0430', e: '\u0435', o: '\u043E', p: '\u0440' };

export default {
  title: 'Rename a variable',
  checkers: [4, 5, 7],
  plant(tree) {
    for (const { statements } of computingOf(tree)) {
      const last = statements.at(-1);
      const [, head = '', letter = ''] = last === undefined ? [] : (/^(return [a-z]*?)([aeop])\w*[.;,([ ]/u.exec(textOf(last)) ?? []);
      const twin = TWINS[letter];
      if (last !== undefined && twin !== undefined)
        return put({ ...last, start: last.start + head.length, end: last.start + head.length + 1 }, twin);
    }
    return null;
  },
} satisfies Operator;
