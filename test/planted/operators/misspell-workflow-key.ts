import type { Operator } from '../operator.ts';
import { change, isWorkflow } from '../definitions.ts';

export default {
  title: 'Choose a runner',
  checkers: [1],
  plant: (tree) => change(tree, isWorkflow, { find: /^ +(runs-on):/u, by: 'run-on' }),
} satisfies Operator;
