import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Run a formula safely',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['{ runInNewContext }', 'node:vm']],
      lines: ({ input }) => [`const result = runInNewContext(${input('formula')}, {});`, 'console.log(result);'],
      mark: 'const result',
    }),
} satisfies Operator;
