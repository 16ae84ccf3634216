import type { Operator } from '../operator.ts';
import { PYTHON_FUNCTION, atFileEnd, blocksOf, isPythonSource, put, textOf } from '../places.ts';

export default {
  title: 'Bring a function back',
  checkers: [4, 7],
  plant(tree) {
    const place = blocksOf(tree, isPythonSource, PYTHON_FUNCTION).at(-1);
    return place === undefined ? null : put(atFileEnd(place), `\n\n${textOf(place).trimEnd()}\n`);
  },
} satisfies Operator;
