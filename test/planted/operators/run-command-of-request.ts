import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Check that a host is up',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, { uses: [['{ exec }', 'node:child_process']], lines: ({ input }) => [`exec(\`ping -c 1 \${${input('host')}}\`);`] }),
} satisfies Operator;
