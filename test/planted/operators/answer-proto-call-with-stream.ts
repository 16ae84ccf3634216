import type { Operator } from '../operator.ts';
import { change, isProto } from '../definitions.ts';

export default {
  title: 'Stream the answer',
  checkers: [3],
  plant: (tree) => change(tree, isProto, { find: /^ {2}rpc \w+\(\w+\) returns \((?!stream)()\w/u, by: 'stream ' }),
} satisfies Operator;
