import type { Operator } from '../operator.ts';
import { changeAnywhere, openApis } from '../definitions.ts';

export default {
  title: 'Shorten a path parameter',
  checkers: [1],
  plant: (tree) => changeAnywhere(tree, openApis(tree), { find: /^ +"?\/[\w/]*\{(\w+)\}\/?"?:/u, by: 'key' }),
} satisfies Operator;
