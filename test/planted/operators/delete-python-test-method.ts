import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isPythonTest } from '../places.ts';

export default {
  title: 'Remove an obsolete test of a suite',
  checkers: [4],
  plant: (tree) => changeAnywhere(tree, isPythonTest, { find: /^\n( {4}def test_\w+\(self.*\).*:\n(?: {8}.*\n|\n(?= {8}))+)/u, by: '' }),
} satisfies Operator;
