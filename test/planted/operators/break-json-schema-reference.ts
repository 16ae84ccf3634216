import type { Operator } from '../operator.ts';
import { change, jsonSchemas } from '../definitions.ts';

export default {
  title: 'Move a definition',
  checkers: [1],
  plant: (tree) =>
    change(tree, jsonSchemas(tree), { find: /"\$ref": "[^"]*#\/(?:definitions|\$defs)\/(\w+)"/u, by: (found) => `${found}Type` }),
} satisfies Operator;
