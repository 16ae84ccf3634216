import type { Operator } from '../operator.ts';
import { addBelow, isProto } from '../definitions.ts';

export default {
  title: 'Add a field to a message',
  checkers: [1],
  plant: (tree) => addBelow(tree, isProto, { find: /^ {2}(?:string|int32|int64|bool) \w+ = 1;/u, line: 'string trace_label = 1;' }),
} satisfies Operator;
