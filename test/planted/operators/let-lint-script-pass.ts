import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isManifest, put } from '../places.ts';

export default {
  title: 'Keep the linter from stopping us',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isManifest, /"lint": "([^"]+)"/u);
    return place === null ? null : put(atEnd(place), ' || exit 0');
  },
} satisfies Operator;
