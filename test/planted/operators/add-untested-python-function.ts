import type { Operator } from '../operator.ts';
import { blocksOf, isPythonSource, put, PYTHON_FUNCTION } from '../places.ts';

export default {
  title: 'Add a helper',
  checkers: [6],
  plant(tree) {
    const place = blocksOf(tree, isPythonSource, PYTHON_FUNCTION)[0];
    if (place === undefined) return null;
    const { path, text } = place;
    const code =
      '\n\ndef count_things(values: list[str]) -> str:\n    if not values:\n        return "nothing"\n    return f"{len(values)} things"\n';
    return put({ path, text, start: text.length, end: text.length }, code, 'if not');
  },
} satisfies Operator;
