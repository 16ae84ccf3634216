import type { Operator } from '../operator.ts';
import { change, openApis } from '../definitions.ts';

export default {
  title: 'Name a schema better',
  checkers: [1],
  plant: (tree) =>
    change(tree, openApis(tree), { find: /\$ref"?: ['"]?#\/(?:components\/\w+|definitions)\/(\w+)/u, by: (found) => `${found}Object` }),
} satisfies Operator;
