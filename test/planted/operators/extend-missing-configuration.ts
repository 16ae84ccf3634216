import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Share the settings of the compiler',
  checkers: [5],
  plant(tree) {
    const place = firstMatch(tree, (path) => path === 'tsconfig.json' && !/"extends"/u.test(tree.read(path)), /^\{()/u);
    return place === null ? null : put(place, '\n  "extends": "./tsconfig.base.json",');
  },
} satisfies Operator;
