import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Split the schemas up',
  checkers: [1],
  plant: (tree) => change(tree, jsonSchemas(tree), { find: /"\$ref": "(\w[\w-]*)\.json#/u, by: 'definitions-v2' }),
} satisfies Operator;
