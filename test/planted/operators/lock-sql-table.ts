import { migratePostgres } from '../migrations.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Trim a column in the database',
  checkers: [3],
  plant: (tree) =>
    migratePostgres(
      tree,
      ({ table, column }) => `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE;\nUPDATE ${table} SET ${column} = trim(${column});`,
    ),
} satisfies Operator;
