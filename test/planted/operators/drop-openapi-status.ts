import type { Operator } from '../operator.ts';
import { changeAnywhere, openApis } from '../definitions.ts';

export default {
  title: 'Say less of success',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, openApis(tree), { find: /^ +["']?(200)["']?:/u, by: '202' }),
} satisfies Operator;
