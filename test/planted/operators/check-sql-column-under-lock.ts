import type { Operator } from '../operator.ts';
import { migratePostgres } from '../migrations.ts';

export default {
  title: 'Refuse long values in the database',
  checkers: [3],
  plant: (tree) =>
    migratePostgres(tree, ({ table, column }) => `ALTER TABLE ${table} ADD CONSTRAINT is_short CHECK (length(${column}::text) < 200);`),
} satisfies Operator;
