import type { Operator } from '../operator.ts';
import { PYTHON_TEST, atStart, blocksOf, isPythonTest, put } from '../places.ts';

export default {
  title: 'Skip a flaky test',
  checkers: [4],
  plant(tree) {
    const place = blocksOf(tree, isPythonTest, PYTHON_TEST)[0];
    return place === undefined ? null : put(atStart(place), '@pytest.mark.skip(reason="flaky")\n');
  },
} satisfies Operator;
