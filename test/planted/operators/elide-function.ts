import type { Operator } from '../operator.ts';
import { functionsOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Update one function of a file',
  checkers: [4],
  plant(tree) {
    const place = functionsOf(tree).findLast(({ isDeclaration, body }) => isDeclaration && textOf(body).split('\n').length > 5);
    return place === undefined ? null : put(wholeLines(place), '// ... existing code ...\n');
  },
} satisfies Operator;
