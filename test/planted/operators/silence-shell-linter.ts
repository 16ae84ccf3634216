import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Silence the linter of a script',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path.endsWith('.sh'), /^#!.*sh.*\n/u);
    return place === null ? null : put(atEnd(place), '# shellcheck disable=SC2086,SC2046,SC2155\n');
  },
} satisfies Operator;
