import { inMatched, KOA } from '../handlers.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Go back where one came from, with Koa',
  checkers: [8],
  plant: (tree) =>
    inMatched(tree, {
      framework: 'koa',
      find: KOA,
      lines: ({ context }) => [`if (${context}.query.next) return ${context}.redirect(${context}.query.next);`],
      mark: 'return',
    }),
} satisfies Operator;
