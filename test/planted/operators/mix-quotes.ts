import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put, textOf } from '../places.ts';

export default {
  title: 'Change a message',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /[ (](['"])\w+\1/u);
    if (place === null) return null;
    const quote = textOf(place) === '"' ? "'" : '"';
    const end = place.text.indexOf(textOf(place), place.end) + 1;
    return put({ ...place, end }, quote + place.text.slice(place.end, end - 1) + quote);
  },
} satisfies Operator;
