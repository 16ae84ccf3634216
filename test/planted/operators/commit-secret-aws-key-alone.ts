import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Sign uploads',
  checkers: [8],
  plant: (tree) => atEndOfSource(tree, { lines: [`export const awsSecretAccessKey = "${madeUp(40, ALNUM, 'aws alone')}";`] }),
} satisfies Operator;
