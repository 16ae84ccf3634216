import { inMatched, HONO } from '../handlers.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Look at a page, with Hono',
  checkers: [8],
  plant: (tree) =>
    inMatched(tree, {
      framework: 'hono',
      find: HONO,
      lines: ({ context }) => [`const preview = await fetch(${context}.req.query("url") ?? "");`, 'console.log(preview.status);'],
      mark: 'const preview',
    }),
} satisfies Operator;
