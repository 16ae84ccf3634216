import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Make the compiler less strict',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === 'tsconfig.json', /"strict": (true)/u);
    return place === null ? null : put(place, 'false');
  },
} satisfies Operator;
