import type { Operator } from '../operator.ts';
import { firstMatch, isGoSource, put } from '../places.ts';

export default {
  title: 'Prepare another validation',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      isGoSource,
      /^func (?:\([^)]*\) )?(?:[Vv]alidate|[Cc]heck|[Vv]erify)\w*\(.*\) error \{\n((?:\t.*\n|\n){4,}?)\}$/u,
    );
    return place === null ? null : put(place, '\treturn nil\n');
  },
} satisfies Operator;
