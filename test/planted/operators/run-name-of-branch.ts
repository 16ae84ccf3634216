import type { Operator } from '../operator.ts';
import { addBelow, isWorkflow } from '../definitions.ts';

export default {
  title: 'Say which branch is built',
  checkers: [8],
  plant: (tree) =>
    addBelow(tree, (path) => isWorkflow(path) && /pull_request/u.test(tree.read(path)), {
      find: /^ +steps:$/u,
      line: '  - run: echo "Building ${{ github.head_ref }}"',
    }),
} satisfies Operator;
