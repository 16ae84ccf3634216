import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Name a column better',
  checkers: [3],
  plant: (tree) =>
    migrate(tree, ({ table, column }) => `ALTER TABLE ${table} RENAME COLUMN ${column} TO former_${column.replaceAll('"', '')};`),
} satisfies Operator;
