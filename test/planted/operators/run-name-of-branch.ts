import { addStep, isWorkflow } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Say which branch is built',
  checkers: [8],
  plant: (tree) =>
    addStep(tree, (path) => isWorkflow(path) && tree.read(path).includes('pull_request'), {
      step: '- run: echo "Building ${{ github.head_ref }}"',
      mark: 'run',
    }),
} satisfies Operator;
