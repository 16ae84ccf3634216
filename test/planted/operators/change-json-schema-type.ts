import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Number things by text in the schema',
  checkers: [3],
  plant: (tree) => change(tree, jsonSchemas(tree), { find: /"type": "(string)"/u, by: 'integer' }),
} satisfies Operator;
