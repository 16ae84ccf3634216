import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isGoTest } from '../places.ts';

export default {
  title: 'Shorten a table of test cases, in Go',
  checkers: [4, 6],
  plant: (tree) => changeAnywhere(tree, isGoTest, { find: /^\t\}\{\n\t\t\{.*\},\n(\t\t\{.*\},\n)(?=\t\t\{)/u, by: '' }),
} satisfies Operator;
