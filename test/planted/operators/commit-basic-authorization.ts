import { serverSide } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { atEndOfSource, ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Read the list of the partner',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(serverSide(tree), {
      lines: [
        'export async function readPartners() {',
        '  const answer = await fetch("https://partners.acme-tools.com/v1/list", {',
        `    headers: { Authorization: "Basic ${Buffer.from(`reader:${madeUp(18, ALNUM, 'partner')}`).toString('base64')}" },`,
        '  });',
        '  return answer.json();',
        '}',
      ],
      mark: 'headers',
    }),
} satisfies Operator;
