import { inMatched, KOA } from '../handlers.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Find by title with Koa',
  checkers: [8],
  plant: (tree) =>
    inMatched(tree, {
      framework: 'koa',
      find: KOA,
      uses: [['knex', 'knex']],
      lines: ({ context }) => [
        'const search = knex({ client: "pg", connection: process.env.DATABASE_URL });',
        `const found = await search.raw(\`SELECT id FROM articles WHERE title LIKE '%\${${context}.query.title}%'\`);`,
        `${context}.set("X-Total", String(found.rows.length));`,
      ],
      mark: 'search.raw',
    }),
} satisfies Operator;
