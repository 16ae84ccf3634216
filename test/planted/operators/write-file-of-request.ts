import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Save what was uploaded',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [
        ['{ writeFileSync }', 'node:fs'],
        ['{ join }', 'node:path'],
      ],
      lines: ({ input }) => [`writeFileSync(join("uploads", ${input('name')}), ${input('content')});`],
      mark: 'writeFileSync(',
    }),
} satisfies Operator;
