import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Name a table better',
  checkers: [3],
  plant: (tree) => migrate(tree, ({ table }) => `ALTER TABLE ${table} RENAME TO archived_records;`),
} satisfies Operator;
