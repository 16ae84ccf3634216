import type { Operator } from '../operator.ts';
import { isPrisma } from '../definitions.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Find faster',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, isPrisma, /^model \w+ \{\n(?:.*\n)*?(?=\})/u);
    return place === null ? null : put(atEnd(place), '\n  @@index([lastSeenOn])\n');
  },
} satisfies Operator;
