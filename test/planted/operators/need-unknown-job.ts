import type { Operator } from '../operator.ts';
import { addBelow, isWorkflow } from '../definitions.ts';

export default {
  title: 'Wait for another job',
  checkers: [1],
  plant: (tree) =>
    addBelow(tree, (path) => isWorkflow(path) && !/^ +needs:/mu.test(tree.read(path)), {
      find: /^ {4}runs-on: .*$/u,
      line: 'needs: [prepare-everything]',
    }),
} satisfies Operator;
