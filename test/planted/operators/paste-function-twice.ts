import type { Operator } from '../operator.ts';
import { atEnd, functionsOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Resolve a conflict by keeping both',
  checkers: [4, 5],
  plant(tree) {
    const place = functionsOf(tree).find(({ isDeclaration, statements }) => isDeclaration && statements.length > 1);
    if (place === undefined) return null;
    const line = wholeLines(place);
    return put(atEnd(line), `\n${textOf(line)}`);
  },
} satisfies Operator;
