import type { Operator } from '../operator.ts';
import { firstMatch, put, isGoSource } from '../places.ts';

export default {
  title: 'Sketch a method, in Go',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => isGoSource(path) && !/(?:\.pb|_gen|\.gw)\.go$/u.test(path),
      /^func \(\w+ \*?\w+\) \w+\([^()]*\)[^{\n]* \{\n((?:\t.*\n|\n){3,}?)\}\n/u,
    );
    return place === null ? null : put(place, '\tpanic("not implemented yet")\n');
  },
} satisfies Operator;
