import type { Operator } from '../operator.ts';
import { change, isWorkflow } from '../definitions.ts';

export default {
  title: 'Restrict the pipeline',
  checkers: [1],
  plant: (tree) => change(tree, isWorkflow, { find: /^ *permissions:\n(?: +[\w-]+: .*\n)*? +[\w-]+: (read|write)$/u, by: 'readonly' }),
} satisfies Operator;
