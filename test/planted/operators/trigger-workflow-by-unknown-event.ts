import type { Operator } from '../operator.ts';
import { change, isWorkflow } from '../definitions.ts';

export default {
  title: 'Run on every merge',
  checkers: [1],
  plant: (tree) => change(tree, isWorkflow, { find: /^ {2}(pull_request):/u, by: 'merge_request' }),
} satisfies Operator;
