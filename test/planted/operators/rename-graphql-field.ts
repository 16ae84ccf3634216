import type { Operator } from '../operator.ts';
import { changeAnywhere, isGraphql } from '../definitions.ts';

export default {
  title: 'Name a field better',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, isGraphql, { find: /^ {2}(\w+): \[\w+!?\]!?$/u, by: (found) => `${found}List` }),
} satisfies Operator;
