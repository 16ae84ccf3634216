import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Archive a table',
  checkers: [3],
  plant(tree) {
    const fault = migrate(tree, ({ table }) => `ALTER TABLE ${table} SET SCHEMA archive;`);
    return fault === null || /sqlite|mysql/iu.test(fault.at.path) ? null : fault;
  },
} satisfies Operator;
