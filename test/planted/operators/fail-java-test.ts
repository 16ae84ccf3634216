import type { Operator } from '../operator.ts';
import { changeAnywhere } from '../definitions.ts';
import { isJavaTest } from '../languages.ts';

export default {
  title: 'Correct a test, in Java',
  checkers: [6],
  plant: (tree) =>
    changeAnywhere(tree, isJavaTest, { find: /^ +(?:Assert\.|Assertions\.)?assertEquals\((\d+),/u, by: (found) => `${Number(found) + 3}` }),
} satisfies Operator;
