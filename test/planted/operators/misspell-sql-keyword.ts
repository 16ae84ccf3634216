import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Add a table',
  checkers: [1],
  plant: (tree) => migrate(tree, () => 'CREATE TABEL audit_trail (id INTEGER PRIMARY KEY);'),
} satisfies Operator;
