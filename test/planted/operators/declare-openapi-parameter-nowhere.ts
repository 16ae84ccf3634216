import type { Operator } from '../operator.ts';
import { change, openApis } from '../definitions.ts';

export default {
  title: 'Take a parameter from the query string',
  checkers: [1],
  plant: (tree) => change(tree, openApis(tree), { find: /^[ -]+"?in"?: "?(query)\b/u, by: 'querystring' }),
} satisfies Operator;
