import type { Operator } from '../operator.ts';
import { change, openApis } from '../definitions.ts';

export default {
  title: 'Insist on a parameter',
  checkers: [3],
  plant: (tree) => change(tree, openApis(tree), { find: /^ +"?in"?: "?query"?,?\n(?:.*\n){0,3}? +"?required"?: (false)/u, by: 'true' }),
} satisfies Operator;
