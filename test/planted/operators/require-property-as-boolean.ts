import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Require a property',
  checkers: [1],
  plant: (tree) => change(tree, jsonSchemas(tree), { find: /"type": "string"/u, by: '"type": "string", "required": true' }),
} satisfies Operator;
