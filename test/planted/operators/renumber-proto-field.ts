import type { Operator } from '../operator.ts';
import { change, isProto } from '../definitions.ts';

export default {
  title: 'Number the fields in order',
  checkers: [3],
  plant: (tree) => change(tree, isProto, { find: /^ {2}(?:string|int32|int64|bool) \w+ = (1);/u, by: '41' }),
} satisfies Operator;
