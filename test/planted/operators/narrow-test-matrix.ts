import type { Operator } from '../operator.ts';
import { change, isWorkflow } from '../definitions.ts';

export default {
  title: 'Test on the newest only',
  checkers: [4],
  plant: (tree) => change(tree, isWorkflow, { find: /^ +(?:node|python|go|os|java)(?:-version)?s?: \[(.*, )\S+\]$/u, by: '' }),
} satisfies Operator;
