import type { Operator } from '../operator.ts';
import { atStart, firstMatch, put } from '../places.ts';
import { isRequirements } from '../packages.ts';

export default {
  title: 'Use the index of the office',
  checkers: [9],
  plant(tree) {
    const place = firstMatch(tree, isRequirements, /^\w[\w.-]*==.*$/u);
    return place === null ? null : put(atStart(place), '--extra-index-url http://pypi.acme-internal.net/simple\n');
  },
} satisfies Operator;
