import type { Operator } from '../operator.ts';
import { addBelow, isGraphql } from '../definitions.ts';

export default {
  title: 'Add a field',
  checkers: [1],
  plant: (tree) => addBelow(tree, isGraphql, { find: /^type \w+[^{\n]*\{$/u, line: 'reviewedBy: ReviewerProfile', deeper: 2 }),
} satisfies Operator;
