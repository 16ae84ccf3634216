import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Insist on a column',
  checkers: [3],
  plant: (tree) => migrate(tree, ({ table, column }) => `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL;`),
} satisfies Operator;
