import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Search in the database',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['{ PrismaClient }', '@prisma/client']],
      lines: ({ input }) => [
        'const client = new PrismaClient();',
        `const term = ${input('term')};`,
        'client.$queryRawUnsafe("SELECT * FROM users WHERE name LIKE \'%" + term + "%\'");',
      ],
      mark: 'client.$',
    }),
} satisfies Operator;
