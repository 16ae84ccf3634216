import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Talk to the old server',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      uses: [['https', 'node:https']],
      lines: ['export const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });'],
      mark: 'rejectUnauthorized',
    }),
} satisfies Operator;
