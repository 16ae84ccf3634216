import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Show what was searched for',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [
        'export function showSearch() {',
        '  document.querySelector("#search").innerHTML = decodeURIComponent(location.hash.slice(1));',
        '}',
      ],
      mark: 'document',
    }),
} satisfies Operator;
