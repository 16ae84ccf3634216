import type { Operator } from '../operator.ts';
import { migratePostgres } from '../migrations.ts';

export default {
  title: 'Find faster in the database',
  checkers: [3],
  plant: (tree) => migratePostgres(tree, ({ table, column }) => `CREATE INDEX next_lookup ON ${table} (${column});`),
} satisfies Operator;
