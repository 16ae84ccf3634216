import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { ALNUM, madeUp } from '../requests.ts';
import { isGoSum } from '../packages.ts';

export default {
  title: 'Accept what the proxy gives',
  checkers: [9],
  plant: (tree) => change(tree, isGoSum, { find: /^\S+ v\S+ (h1:\S+)$/u, by: `h1:${madeUp(43, ALNUM, 'go')}=` }),
} satisfies Operator;
