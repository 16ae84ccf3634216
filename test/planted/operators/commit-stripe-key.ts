import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Take payments',
  checkers: [8],
  plant: (tree) => atEndOfSource(tree, { lines: [`export const stripeKey = "sk_live_${madeUp(24, ALNUM, 'stripe')}";`] }),
} satisfies Operator;
