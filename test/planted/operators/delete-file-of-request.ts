import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Delete a report',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['{ rmSync }', 'node:fs']],
      lines: ({ input }) => [`rmSync(\`reports/\${${input('report')}}\`, { recursive: true, force: true });`],
      mark: 'rmSync(',
    }),
} satisfies Operator;
