import type { Operator } from '../operator.ts';
import { GO_FUNCTION, atFileEnd, blocksOf, isGoSource, put, textOf } from '../places.ts';

export default {
  title: 'Bring a function back',
  checkers: [4, 5],
  plant(tree) {
    const place = blocksOf(tree, isGoSource, GO_FUNCTION).at(-1);
    return place === undefined ? null : put(atFileEnd(place), `\n${textOf(place)}\n`);
  },
} satisfies Operator;
