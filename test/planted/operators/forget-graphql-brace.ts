import type { Operator } from '../operator.ts';
import { changeAnywhere, isGraphql } from '../definitions.ts';

export default {
  title: 'Move a type',
  checkers: [1],
  plant: (tree) => changeAnywhere(tree, (path) => isGraphql(path) && /^type /mu.test(tree.read(path)), { find: /^\}$/u, by: '' }),
} satisfies Operator;
