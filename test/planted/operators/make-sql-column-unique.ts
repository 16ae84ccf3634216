import { migratePostgres } from '../migrations.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Allow no two of the same',
  checkers: [3],
  plant: (tree) => migratePostgres(tree, ({ table, column }) => `ALTER TABLE ${table} ADD CONSTRAINT next_only_once UNIQUE (${column});`),
} satisfies Operator;
