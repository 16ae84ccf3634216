import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Raise the target',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === 'tsconfig.json', /"(?:target|module|moduleResolution)": "(\w+)"/u);
    return place === null ? null : put(place, 'es2055');
  },
} satisfies Operator;
