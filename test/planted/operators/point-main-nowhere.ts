import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Move the entry',
  checkers: [5, 6],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === 'package.json', /"(?:main|default|\.)": "(?:\.\/)?((?:[\w-]+\/)*\w+)\.[cm]?js"/u);
    return place === null ? null : put(atEnd(place), '-entry', '-entry');
  },
} satisfies Operator;
