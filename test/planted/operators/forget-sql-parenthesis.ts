import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Add a table in a hurry',
  checkers: [1],
  plant: (tree) => migrate(tree, () => 'CREATE TABLE audit_trail (id INTEGER PRIMARY KEY, note TEXT NOT NULL;'),
} satisfies Operator;
