import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Add a table like the others',
  checkers: [4],
  plant(tree) {
    const fault = migrate(
      tree,
      () =>
        'CREATE TABLE audit_entries (\n  id INTEGER PRIMARY KEY,\n  -- ... remaining columns as in the other tables ...\n  created_at TIMESTAMP\n);',
    );
    return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path, line: 3 } };
  },
} satisfies Operator;
