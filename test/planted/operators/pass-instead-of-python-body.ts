import { isPlainPython } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { textOf, put, blocksOf, PYTHON_FUNCTION } from '../places.ts';

export default {
  title: 'Sketch a helper, in Python',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isPlainPython, PYTHON_FUNCTION).find(({ body }) => /\n {4}return \w+.*[(.[]/u.test(textOf(body)));
    return place === undefined ? null : put(place.body, '    pass\n');
  },
} satisfies Operator;
