import { inMatched, EXPRESS } from '../handlers.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Find by name with Sequelize',
  checkers: [8],
  plant: (tree) =>
    inMatched(tree, {
      framework: 'express',
      find: EXPRESS,
      uses: [['{ Sequelize }', 'sequelize']],
      lines: ({ request }) => [
        'const database = new Sequelize(process.env.DATABASE_URL ?? "");',
        `void database.query(\`SELECT id FROM users WHERE name = '\${${request}.query.name}'\`);`,
      ],
      mark: 'void database',
    }),
} satisfies Operator;
