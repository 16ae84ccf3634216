import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Call the other service',
  checkers: [8],
  plant: (tree) => atEndOfSource(tree, { lines: [`export const headers = { Authorization: "Bearer ${madeUp(44, ALNUM, 'bearer')}" };`] }),
} satisfies Operator;
