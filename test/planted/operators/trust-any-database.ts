import { serverSide } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Reach the database in the cloud',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(serverSide(tree), {
      uses: [['{ Pool }', 'pg']],
      lines: [
        'export const pool = new Pool({',
        '  connectionString: process.env.DATABASE_URL,',
        '  ssl: { rejectUnauthorized: false },',
        '});',
      ],
      mark: 'ssl',
    }),
} satisfies Operator;
