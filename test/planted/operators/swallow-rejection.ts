import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Ignore errors of a background call',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isSource, /await [\w.]+\([^()\n]*\)(?=;?$)/u);
    return place === null ? null : put(atEnd(place), '.catch(() => {})');
  },
} satisfies Operator;
