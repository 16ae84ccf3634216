import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Store text as numbers',
  checkers: [3],
  plant(tree) {
    const fault = migrate(
      tree,
      ({ table, column }) => `ALTER TABLE ${table} ALTER COLUMN ${column} TYPE INTEGER USING (${column}::integer);`,
    );
    return fault === null || /sqlite|mysql/iu.test(fault.at.path) ? null : fault;
  },
} satisfies Operator;
