import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Keep the scanner quiet',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [
        `export const token = Buffer.from("${Buffer.from(`ghp_${madeUp(36, ALNUM, 'hidden')}`).toString('base64')}", "base64").toString();`,
      ],
    }),
} satisfies Operator;
