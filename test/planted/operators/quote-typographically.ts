import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Paste from a document',
  checkers: [4, 5, 6, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ +(?:const|let|return|if) [^'"`\n]*('\w*'|"\w*")[^'"`\n]*$/u);
    return place === null ? null : put(place, '\u201Ctext\u201D');
  },
} satisfies Operator;
