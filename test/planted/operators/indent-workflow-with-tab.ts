import type { Operator } from '../operator.ts';
import { addBelow, isWorkflow } from '../definitions.ts';

export default {
  title: 'Add a variable to the pipeline',
  checkers: [1],
  plant: (tree) => addBelow(tree, isWorkflow, { find: /^jobs:$/u, line: '\tsetup: {}' }),
} satisfies Operator;
