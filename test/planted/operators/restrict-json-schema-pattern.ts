import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Restrict how things are named',
  checkers: [3],
  plant: (tree) => change(tree, jsonSchemas(tree), { find: /"type": "string"(?=\n)/u, by: '"type": "string", "pattern": "^[a-z]+$"' }),
} satisfies Operator;
