import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Take settings of the page around',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [
        'export function listenForSettings() {',
        '  window.addEventListener("message", (event) => {',
        '    document.body.innerHTML = event.data.html;',
        '  });',
        '}',
      ],
      mark: 'document.body',
    }),
} satisfies Operator;
