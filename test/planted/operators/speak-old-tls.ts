import type { Operator } from '../operator.ts';
import { testedSources } from '../languages.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Talk to the old mail server',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(testedSources(tree), {
      uses: [['https', 'node:https']],
      lines: ['export const mailAgent = new https.Agent({ minVersion: "TLSv1", ciphers: "RC4-SHA" });'],
      mark: 'mailAgent',
    }),
} satisfies Operator;
