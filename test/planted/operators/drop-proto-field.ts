import type { Operator } from '../operator.ts';
import { changeAnywhere, isProto } from '../definitions.ts';

export default {
  title: 'Drop a field of a message',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, isProto, { find: /^( {2}(?:string|int32|int64|bool) \w+ = \d+;\n)/u, by: '' }),
} satisfies Operator;
