import { addStep, isWorkflow } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Say what is built',
  checkers: [8],
  plant: (tree) =>
    addStep(tree, (path) => isWorkflow(path) && /^ +push:|^on: (?:\[.*)?push/mu.test(tree.read(path)), {
      step: '- run: echo "Building ${{ github.event.head_commit.message }}"',
      mark: 'run',
    }),
} satisfies Operator;
