import type { Operator } from '../operator.ts';
import { changeAnywhere, openApis } from '../definitions.ts';

export default {
  title: 'Document a response',
  checkers: [1],
  plant: (tree) => changeAnywhere(tree, openApis(tree), { find: /^ +"?(responses)"?: *\{?$/u, by: 'response' }),
} satisfies Operator;
