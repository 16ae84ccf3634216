import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';
import { isRequirements } from '../packages.ts';

export default {
  title: 'Use the fix that is not released, in Python',
  checkers: [9],
  plant: (tree) =>
    addBelow(tree, isRequirements, {
      find: /^\w[\w.-]*==.*$/u,
      line: 'acme-queue @ git+https://github.com/acme-tools/acme-queue.git@main',
    }),
} satisfies Operator;
