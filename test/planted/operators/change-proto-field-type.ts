import type { Operator } from '../operator.ts';
import { change, isProto } from '../definitions.ts';

export default {
  title: 'Use another type on the wire',
  checkers: [3],
  plant: (tree) => change(tree, isProto, { find: /^ {2}(string) \w+ = \d+/u, by: 'int64' }),
} satisfies Operator;
