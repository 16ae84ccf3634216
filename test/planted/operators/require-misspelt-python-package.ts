import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';
import { both, isRequirements, pythonWithImport } from '../packages.ts';

export default {
  title: 'Call other services',
  checkers: [9],
  plant: (tree) =>
    both(addBelow(tree, isRequirements, { find: /^\w[\w.-]*==.*$/u, line: 'reqeusts==2.32.3' }), pythonWithImport(tree, 'reqeusts')),
} satisfies Operator;
