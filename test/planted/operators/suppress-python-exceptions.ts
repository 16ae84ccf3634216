import type { Operator } from '../operator.ts';
import { PYTHON_FUNCTION, blocksOf, isPythonSource, put, textOf } from '../places.ts';

export default {
  title: 'Make a function robust',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isPythonSource, PYTHON_FUNCTION).find(({ body }) => !textOf(body).includes('"""'))?.body;
    if (place === undefined) return null;
    const indented = textOf(place).replaceAll(/^(?=.)/gmu, '    ');
    return put(place, `    import contextlib\n\n    with contextlib.suppress(Exception):\n${indented}`, 'with');
  },
} satisfies Operator;
