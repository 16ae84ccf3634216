import type { Operator } from '../operator.ts';
import { migrate } from '../definitions.ts';

export default {
  title: 'Drop a table nobody reads',
  checkers: [3],
  plant: (tree) => migrate(tree, ({ table }) => `DROP TABLE IF EXISTS ${table};`),
} satisfies Operator;
