import type { Operator } from '../operator.ts';
import { PYTHON_FUNCTION, blocksOf, isPythonSource, put, textOf } from '../places.ts';

export default {
  title: 'Prepare a rewrite',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isPythonSource, PYTHON_FUNCTION).find(({ body }) => textOf(body).includes('return'));
    return place === undefined ? null : put(place.body, '    raise NotImplementedError\n');
  },
} satisfies Operator;
