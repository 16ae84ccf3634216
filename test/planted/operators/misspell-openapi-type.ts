import type { Operator } from '../operator.ts';
import { change, openApis } from '../definitions.ts';

export default {
  title: 'Say what type it is',
  checkers: [1],
  plant: (tree) => change(tree, openApis(tree), { find: /^ +"?type"?: "?(integer)\b/u, by: 'int' }),
} satisfies Operator;
