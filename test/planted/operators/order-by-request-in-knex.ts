import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Sort as the table is sorted',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      uses: [['knex', 'knex']],
      lines: ({ query }) => [
        'const database = knex({ client: "mysql2" });',
        `database.raw(\`SELECT id, name FROM tasks ORDER BY \${${query('sort')}} LIMIT 20\`).then(console.log);`,
      ],
      mark: 'database.raw',
    }),
} satisfies Operator;
