import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Sort the imports',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /(?:^import [^\n]* from [^\n]*\n){2}/u);
    if (place === null) return null;
    const [one = '', other = ''] = place.text.slice(place.start, place.end).split('\n');
    return put(place, `${other}\n${one}\n`);
  },
} satisfies Operator;
