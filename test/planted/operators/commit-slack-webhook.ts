import type { Operator } from '../operator.ts';
import { ALNUM, UPPER, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Tell the team',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [
        `const webhook = "https://hooks.slack.com/services/T${madeUp(8, UPPER, 't')}/B${madeUp(8, UPPER, 'b')}/${madeUp(24, ALNUM, 'slack')}";`,
        'export const tell = (text) => fetch(webhook, { method: "POST", body: text });',
      ],
    }),
} satisfies Operator;
