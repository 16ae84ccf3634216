import type { Operator } from '../operator.ts';
import { functionsOf, put } from '../places.ts';

export default {
  title: 'Paste a helper',
  checkers: [4],
  plant(tree) {
    const place = functionsOf(tree).find(({ isDeclaration, name }) => isDeclaration && name.length > 4);
    if (place === undefined) return null;
    const start = place.text.indexOf(place.name, place.start) + 3;
    return put({ ...place, start, end: start }, '\u200D');
  },
} satisfies Operator;
