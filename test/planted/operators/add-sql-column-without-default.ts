import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Add a column that must be there',
  checkers: [3],
  plant: (tree) => migrate(tree, ({ table }) => `ALTER TABLE ${table} ADD COLUMN region TEXT NOT NULL;`),
} satisfies Operator;
