import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isPythonTest } from '../places.ts';

export default {
  title: 'Simplify a test of a suite',
  checkers: [4],
  plant: (tree) => changeAnywhere(tree, isPythonTest, { find: /^ {8}self\..*\n( {8}self\.assert\w+\(.*\)\n)/u, by: '' }),
} satisfies Operator;
