import type { Operator } from '../operator.ts';
import { dropLines, isWorkflow } from '../definitions.ts';

export default {
  title: 'Use the default runner',
  checkers: [1],
  plant: (tree) => dropLines(tree, isWorkflow, /^ {4}runs-on: [\w.-]+$/u),
} satisfies Operator;
