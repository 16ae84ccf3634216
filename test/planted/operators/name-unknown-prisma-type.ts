import type { Operator } from '../operator.ts';
import { addBelow, isPrisma } from '../definitions.ts';

export default {
  title: 'Add a relation',
  checkers: [1],
  plant: (tree) => addBelow(tree, isPrisma, { find: /^model \w+ \{$/u, line: 'reviewer ReviewerProfile?', deeper: 2 }),
} satisfies Operator;
