import type { Operator } from '../operator.ts';
import { PYTHON_TEST, blocksOf, isPythonTest, put } from '../places.ts';

export default {
  title: 'Add a case to a test',
  // mypy (5) and linters of Python (7) name a definition that is made twice.
  checkers: [4, 5, 6, 7],
  plant(tree) {
    const [first, second] = blocksOf(tree, isPythonTest, PYTHON_TEST);
    if (first === undefined || second === undefined || first.path !== second.path) return null;
    const start = second.text.indexOf(second.name, second.start);
    return put({ ...second, start, end: start + second.name.length }, first.name);
  },
} satisfies Operator;
