import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Say what type it is',
  checkers: [1],
  plant: (tree) => change(tree, jsonSchemas(tree), { find: /"type": "(string)"/u, by: 'text' }),
} satisfies Operator;
