import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Look a name up',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['{ spawn }', 'node:child_process']],
      lines: ({ input }) => [`const host = ${input('host')};`, 'spawn("nslookup " + host, { shell: true });'],
      mark: 'spawn',
    }),
} satisfies Operator;
