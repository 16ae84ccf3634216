import type { Operator } from '../operator.ts';
import { change, openApis } from '../definitions.ts';

export default {
  title: 'Number things by text',
  checkers: [3],
  plant: (tree) =>
    change(tree, openApis(tree), {
      find: /^ +"?properties"?: *\{?\n +"?\w+"?: *\{?\n(?: +"?description.*\n)? +"?type"?: "?(string|integer)\b/u,
      by: (found) => (found === 'string' ? 'integer' : 'string'),
    }),
} satisfies Operator;
