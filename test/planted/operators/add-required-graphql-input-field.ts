import type { Operator } from '../operator.ts';
import { addBelow, isGraphql } from '../definitions.ts';

export default {
  title: 'Ask for the tenant of an input',
  checkers: [3],
  plant(tree) {
    const fault = addBelow(tree, isGraphql, { find: /^input \w+ \{$/u, line: 'tenantId: ID!', deeper: 2 });
    return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path } };
  },
} satisfies Operator;
