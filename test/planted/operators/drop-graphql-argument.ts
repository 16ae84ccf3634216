import type { Operator } from '../operator.ts';
import { changeAnywhere, isGraphql } from '../definitions.ts';

export default {
  title: 'Drop an argument nobody gives',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, isGraphql, { find: /^ +\w+(\(\w+: [\w![\]]+\)): [\w[]/u, by: '' }),
} satisfies Operator;
