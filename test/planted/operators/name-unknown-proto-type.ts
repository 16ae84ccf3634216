import type { Operator } from '../operator.ts';
import { addBelow, isProto } from '../definitions.ts';

export default {
  title: 'Add a message to a message',
  checkers: [1],
  plant: (tree) =>
    addBelow(tree, isProto, { find: /^ {2}(?:string|int32|int64|bool) \w+ = 1;/u, line: 'AuditTrailEntry audit_trail = 97;' }),
} satisfies Operator;
