import { inMatched, HONO } from '../handlers.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Show the size of a folder, with Hono',
  checkers: [8],
  plant: (tree) =>
    inMatched(tree, {
      framework: 'hono',
      find: HONO,
      uses: [['{ execSync }', 'node:child_process']],
      lines: ({ context }) => [`const folder = ${context}.req.query("folder");`, 'console.log(execSync(`du -sh ${folder}`).toString());'],
      mark: 'console',
    }),
} satisfies Operator;
