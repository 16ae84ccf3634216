import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Log the robot in',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, { lines: [`export const robot = { user: "robot", password: "${madeUp(14, ALNUM, 'password')}" };`] }),
} satisfies Operator;
