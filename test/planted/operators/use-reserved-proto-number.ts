import type { Operator } from '../operator.ts';
import { addBelow, isProto } from '../definitions.ts';

export default {
  title: 'Add a far field',
  checkers: [1],
  plant: (tree) => addBelow(tree, isProto, { find: /^ {2}(?:string|int32|int64|bool) \w+ = 1;/u, line: 'string region = 19500;' }),
} satisfies Operator;
