import type { Operator } from '../operator.ts';
import { GO_FUNCTION, blocksOf, isGoSource, textOf } from '../places.ts';

export default {
  title: 'Write the file again',
  checkers: [4, 5],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION).findLast(({ body }) => textOf(body).split('\n').length > 4)?.body;
    return place === undefined ? null : { edits: { [place.path]: place.text.slice(0, place.start) }, at: { path: place.path } };
  },
} satisfies Operator;
