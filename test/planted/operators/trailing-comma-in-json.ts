import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Order the dependencies',
  checkers: [1, 4, 5],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === 'package.json', /^ +"[^"]+": "[^"]*"$(?=\n +\})/u);
    return place === null ? null : { edits: put(atEnd(place), ',').edits, at: { path: place.path } };
  },
} satisfies Operator;
