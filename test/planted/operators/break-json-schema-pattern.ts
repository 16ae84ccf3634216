import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Restrict a name',
  checkers: [1],
  plant: (tree) => change(tree, jsonSchemas(tree), { find: /"type": "string"/u, by: '"type": "string", "pattern": "^[a-z(]+)$"' }),
} satisfies Operator;
