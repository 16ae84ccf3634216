import type { Operator } from '../operator.ts';
import { isCompose } from '../definitions.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Keep the cache of a service',
  checkers: [1],
  plant(tree) {
    const place = firstMatch(tree, isCompose, /^ {4}volumes:\n(?= {6}- )/u);
    return place === null ? null : put(atEnd(place), '      - service-cache:/var/cache\n');
  },
} satisfies Operator;
