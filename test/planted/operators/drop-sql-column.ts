import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Drop a column nobody reads',
  checkers: [3],
  plant: (tree) => migrate(tree, ({ table, column }) => `ALTER TABLE ${table} DROP COLUMN ${column};`),
} satisfies Operator;
