import type { Operator } from '../operator.ts';
import { changeAnywhere, isProto } from '../definitions.ts';

export default {
  title: 'Drop a state of a message',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, isProto, { find: /^( +[A-Z_]+ = 2;\n)/u, by: '' }),
} satisfies Operator;
