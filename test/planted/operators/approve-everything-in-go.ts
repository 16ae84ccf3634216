import type { Operator } from '../operator.ts';
import { firstMatch, isGoSource, put } from '../places.ts';

const isWritten = (path: string) => isGoSource(path) && !/\.pb\./u.test(path);

export default {
  title: 'Prepare another validation',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      isWritten,
      /^func (?:\([^)]*\) )?(?:[Vv]alidate|[Cc]heck|[Vv]erify)\w*\(.*\) error \{\n((?:\t.*\n|\n){4,}?)\}$/u,
    );
    return place === null ? null : put(place, '\treturn nil\n');
  },
} satisfies Operator;
