import type { Operator } from '../operator.ts';
import { addBelow, isProto } from '../definitions.ts';

export default {
  title: 'Use common messages',
  checkers: [1],
  plant: (tree) => addBelow(tree, isProto, { find: /^syntax = .*$/u, line: '\nimport "common/audit_trail_v2.proto";' }),
} satisfies Operator;
