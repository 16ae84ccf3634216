import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Bound a length',
  checkers: [1],
  plant: (tree) => change(tree, jsonSchemas(tree), { find: /"type": "string"/u, by: '"type": "string", "maxLength": "64"' }),
} satisfies Operator;
