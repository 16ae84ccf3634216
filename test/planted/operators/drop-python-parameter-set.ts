import type { Operator } from '../operator.ts';
import { dropLines } from '../definitions.ts';
import { isPythonTest } from '../places.ts';

export default {
  title: 'Shorten a table of test cases, in Python',
  checkers: [4, 6],
  plant: (tree) => dropLines(tree, isPythonTest, /parametrize\([^[\]]*\[\n(?: +[("'].*\),\n)+?( +\(.*\),)$/u),
} satisfies Operator;
