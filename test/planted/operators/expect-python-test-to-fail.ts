import type { Operator } from '../operator.ts';
import { PYTHON_TEST, atStart, blocksOf, isPythonTest, put } from '../places.ts';

export default {
  title: 'Mark a test as known to fail',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isPythonTest, PYTHON_TEST).at(-1);
    return place === undefined ? null : put(atStart(place), '@pytest.mark.xfail(strict=False)\n');
  },
} satisfies Operator;
