import type { Operator } from '../operator.ts';
import { changeAnywhere, isProto } from '../definitions.ts';

export default {
  title: 'Name a call better',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, isProto, { find: /^ {2}rpc (\w+)\(/u, by: (found) => `${found}V2` }),
} satisfies Operator;
