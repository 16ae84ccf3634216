import type { Operator } from '../operator.ts';
import { addBelow, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Allow nothing else',
  checkers: [1],
  plant: (tree) =>
    addBelow(tree, (path) => jsonSchemas(tree)(path) && !tree.read(path).includes('additionalProperties'), {
      find: /^ *"type": "object",$/u,
      line: '"additionalProperties": "false",',
    }),
} satisfies Operator;
