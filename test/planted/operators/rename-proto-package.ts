import type { Operator } from '../operator.ts';
import { change, isProto } from '../definitions.ts';

export default {
  title: 'Move the messages',
  checkers: [3],
  plant: (tree) => change(tree, isProto, { find: /^package ([\w.]+);/u, by: (found) => `${found}next` }),
} satisfies Operator;
