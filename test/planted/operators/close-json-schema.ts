import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Allow nothing unknown',
  checkers: [3],
  plant: (tree) =>
    change(tree, (path) => jsonSchemas(tree)(path) && !tree.read(path).includes('additionalProperties'), {
      find: /^(?: {2}| {4}|\t)("type": "object",)$/u,
      by: (found) => `${found} "additionalProperties": false,`,
    }),
} satisfies Operator;
