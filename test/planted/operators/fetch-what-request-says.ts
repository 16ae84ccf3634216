import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Preview a link',
  checkers: [8],
  plant: (tree) => inHandler(tree, { lines: ({ input }) => [`const preview = fetch(${input('url')});`, 'preview.then(console.log);'] }),
} satisfies Operator;
