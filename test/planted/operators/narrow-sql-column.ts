import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Store less text',
  checkers: [3],
  plant: (tree) => migrate(tree, ({ table, column }) => `ALTER TABLE ${table} ALTER COLUMN ${column} TYPE VARCHAR(20);`),
} satisfies Operator;
