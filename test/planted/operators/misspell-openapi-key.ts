import type { Operator } from '../operator.ts';
import { change, openApis } from '../definitions.ts';

export default {
  title: 'Describe an operation',
  checkers: [1],
  plant: (tree) => change(tree, openApis(tree), { find: /^ {4,}"?(operationId)"?:/u, by: 'operationID' }),
} satisfies Operator;
