import type { Operator } from '../operator.ts';
import { GO_FUNCTION, blocksOf, isGoSource, put, textOf } from '../places.ts';

export default {
  title: 'Update one function of a file',
  checkers: [4, 5],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION).find(({ body }) => textOf(body).split('\n').length > 6);
    return place === undefined ? null : put({ ...place.body, end: place.body.end - 1 }, '\t// ... existing implementation ...\n');
  },
} satisfies Operator;
