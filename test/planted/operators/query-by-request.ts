import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Find by name, fast',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['{ Pool }', 'pg']],
      lines: ({ input }) => ['const pool = new Pool();', `pool.query(\`SELECT * FROM users WHERE name = '\${${input('name')}}'\`);`],
      mark: 'pool.query',
    }),
} satisfies Operator;
