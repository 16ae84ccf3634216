import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Compare with the value',
  checkers: [5, 7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ *(?:\} else )?if \(\w+(?:\.\w+)* (===) [^()\n]+\)/u);
    return place === null ? null : put(place, '=');
  },
} satisfies Operator;
