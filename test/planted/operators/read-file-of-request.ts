import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Serve a report',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [
        ['{ readFileSync }', 'node:fs'],
        ['{ join }', 'node:path'],
      ],
      lines: ({ input }) => [`const report = readFileSync(join("reports", ${input('name')}), "utf8");`, 'console.log(report.length);'],
    }),
} satisfies Operator;
