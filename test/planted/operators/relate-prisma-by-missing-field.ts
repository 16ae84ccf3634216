import type { Operator } from '../operator.ts';
import { change, isPrisma } from '../definitions.ts';

export default {
  title: 'Rename a foreign key',
  checkers: [1],
  plant: (tree) => change(tree, isPrisma, { find: /fields: \[(\w+)\]/u, by: (found) => `${found}Ref` }),
} satisfies Operator;
