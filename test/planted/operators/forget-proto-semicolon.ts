import type { Operator } from '../operator.ts';
import { changeAnywhere, isProto } from '../definitions.ts';

export default {
  title: 'Add a field in a hurry',
  checkers: [1],
  plant: (tree) => changeAnywhere(tree, isProto, { find: /^ {2}(?:string|int32|int64|bool) \w+ = \d+(;)/u, by: '' }),
} satisfies Operator;
